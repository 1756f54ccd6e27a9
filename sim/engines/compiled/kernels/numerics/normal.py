"""Normal scores of uniforms and shares, and the logarithm and exponential that come with them.

A *score* is a value of the standard normal distribution; a *share* a probability. Scores of uniforms are within 1e-13
of `scipy.special.ndtri` relative to themselves.
"""

import math

import numpy as np

from sim.engines.compiled.jit import jitted

# The inverse of the normal distribution function, relative error about 1e-16: Wichura 1988, Applied Statistics 37, 477,
# algorithm AS 241 (PPND16).
_A = (3.3871328727963666080, 133.14166789178437745, 1971.5909503065514427, 13731.693765509461125)
_A += (45921.953931549871457, 67265.770927008700853, 33430.575583588128105, 2509.0809287301226727)
_B = (1.0, 42.313330701600911252, 687.18700749205790830, 5394.1960214247511077)
_B += (21213.794301586595867, 39307.895800092710610, 28729.085735721942674, 5226.4952788528545610)
_C = (1.42343711074968357734, 4.63033784615654529590, 5.76949722146069140550, 3.64784832476320460504)
_C += (1.27045825245236838258, 0.241780725177450611770, 0.0227238449892691845833, 7.74545014278341407640e-4)
_D = (1.0, 2.05319162663775882187, 1.67638483018380384940, 0.689767334985100004550)
_D += (
    0.148103976427480074590,
    0.0151986665636164571966,
    5.47593808499534494600e-4,
    1.05075007164441684324e-9,
)
_E = (6.65790464350110377720, 5.46378491116411436990, 1.78482653991729133580, 0.296560571828504891230)
_E += (
    0.0265321895265761230930,
    0.00124266094738807843860,
    2.71155556874348757815e-5,
    2.01033439929228813265e-7,
)
_F = (1.0, 0.599832206555887937690, 0.136929880922735805310, 0.0148753612908506148525)
_F += (
    7.86869131145613259100e-4,
    1.84631831751005468180e-5,
    1.42151175831644588870e-7,
    2.04426310338993978564e-15,
)


# The first terms of the exponential, and of twice the inverse hyperbolic tangent.
_EXP = (1.0, 1.0, 1 / 2, 1 / 6, 1 / 24, 1 / 120, 1 / 720, 1 / 5040, 1 / 40320, 1 / 362880)
_LOG = tuple(2 / n for n in range(1, 17, 2))
# The square root of a half, as a word.
_ROOT = np.sqrt(np.float64(0.5)).view(np.int64)


@jitted
def log_of_finite(x):
    """Logarithm of a finite number, within 1e-13 of itself: without a branch, so that loops are vectorised.

    Parameters
    ----------
    x : float
        0 or more.

    Returns
    -------
    float
        -inf for a number below 1e-300.
    """
    word = np.float64(x).view(np.int64)
    power = (word - _ROOT) >> 52
    # Divided by that power of two, x lies between the square roots of a half and of two.
    part = np.int64(word - (power << 52)).view(np.float64)
    s = (part - 1.0) / (part + 1.0)
    z = s * s
    y = _LOG[7]
    y = y * z + _LOG[6]
    y = y * z + _LOG[5]
    y = y * z + _LOG[4]
    y = y * z + _LOG[3]
    y = y * z + _LOG[2]
    y = y * z + _LOG[1]
    y = y * z + _LOG[0]
    return power * math.log(2.0) + s * y if x >= 1e-300 else x - math.inf


@jitted
def exp_of_small(x):
    """Exponential of a number from -60 to 60, within 1e-10 of itself: without a branch, so that loops are vectorised.

    Parameters
    ----------
    x : float

    Returns
    -------
    float
    """
    x *= 1.0 / 256.0
    # Terms are added in pairs, which the processor can compute side by side; the largest term, 1, is added last, since
    # it costs the most rounding.
    z = x * x
    w = z * z
    y = w * ((_EXP[4] + _EXP[5] * x) + z * (_EXP[6] + _EXP[7] * x)) + w * w * (_EXP[8] + _EXP[9] * x)
    y = _EXP[0] + (_EXP[1] * x + (z * (_EXP[2] + _EXP[3] * x) + y))
    y *= y
    y *= y
    y *= y
    y *= y
    y *= y
    y *= y
    y *= y
    return y * y


@jitted
def _ratio(a, b, x):
    """Quotient of two polynomials of degree 7.

    Parameters
    ----------
    a, b : tuple of eight floats
        Coefficients of numerator and denominator, from the constant on.
    x : float

    Returns
    -------
    float
    """
    above = ((((((a[7] * x + a[6]) * x + a[5]) * x + a[4]) * x + a[3]) * x + a[2]) * x + a[1]) * x + a[0]
    below = ((((((b[7] * x + b[6]) * x + b[5]) * x + b[4]) * x + b[3]) * x + b[2]) * x + b[1]) * x + b[0]
    return above / below


@jitted
def _tail_score(log_p):
    """Score that a small share of cases exceeds.

    Parameters
    ----------
    log_p : float
        Logarithm of the share, below -2.

    Returns
    -------
    float
    """
    r = math.sqrt(-log_p)
    if r <= 5.0:
        return _ratio(_C, _D, r - 1.6)
    if r <= 27.0:
        return _ratio(_E, _F, r - 5.0)
    score = math.sqrt(-2.0 * log_p)
    for _ in range(4):
        # Newton's steps on the logarithm; there the hazard of a normal score is close to the score itself.
        score += (log_share_below(-score) - log_p) / score
    return score


@jitted
def score_of(u):
    """Normal score of a uniform; mirrors `scipy.special.ndtri`.

    Parameters
    ----------
    u : float
        In (0, 1).

    Returns
    -------
    float
    """
    q = u - 0.5
    if abs(q) <= 0.425:
        return q * _ratio(_A, _B, 0.180625 - q * q)
    tail = _tail_score(math.log(u if q < 0.0 else 1.0 - u))
    return -tail if q < 0.0 else tail


@jitted
def scores_of(uniforms, count, scores, tails, positions):
    """Normal scores of many uniforms: first by the formula for the middle, for all; then again for those in the tails.

    Parameters
    ----------
    uniforms : float64 (>= count,)
        In (0, 1).
    count : int
    scores : float64 (>= count,)
        Written to.
    tails, positions : float64 and int32 (>= count + 1,)
        Scratch: the uniforms in the tails, and their indices.
    """
    for d in range(count):
        q = uniforms[d] - 0.5
        scores[d] = q * _ratio(_A, _B, 0.180625 - q * q)
    n = 0
    for d in range(count):
        positions[n], tails[n] = d, uniforms[d]
        n += abs(uniforms[d] - 0.5) > 0.425
    for i in range(n):
        tails[i] = _ratio(_C, _D, math.sqrt(-log_of_finite(min(tails[i], 1.0 - tails[i]))) - 1.6)
    for i in range(n):
        u = uniforms[positions[i]]
        score = tails[i] if u > 0.5 else -tails[i]
        # The ratio holds for scores up to 6.7.
        scores[positions[i]] = score if 2e-11 < u < 1.0 - 2e-11 else score_of(u)


@jitted
def score_of_log_survival(log_survival):
    """Score that a share of cases exceeds; mirrors `scipy.special.ndtri_exp` of the share below.

    Parameters
    ----------
    log_survival : float
        Logarithm of the share, 0 or less; -inf for no case.

    Returns
    -------
    float
    """
    if log_survival >= 0.0:
        return -math.inf
    if log_survival < -2.5:
        return math.inf if log_survival == -math.inf else _tail_score(log_survival)
    below = -math.expm1(log_survival)
    if below < 0.075:
        return -_tail_score(math.log(below))
    q = below - 0.5
    return q * _ratio(_A, _B, 0.180625 - q * q)


@jitted
def log_share_below(score):
    """Logarithm of the normal distribution function; mirrors `scipy.special.log_ndtr`.

    Parameters
    ----------
    score : float

    Returns
    -------
    float
    """
    if score > 0.0:
        return math.log1p(-0.5 * math.erfc(score * math.sqrt(0.5)))
    if score > -37.0:
        return math.log(0.5 * math.erfc(-score * math.sqrt(0.5)))
    if score == -math.inf:
        return -math.inf
    # NIST DLMF 7.12.1.
    inverse = 1.0 / (score * score)
    series = 1.0 - inverse * (1.0 - inverse * (3.0 - inverse * (15.0 - 105.0 * inverse)))
    return -0.5 * score * score - math.log(-score) - 0.5 * math.log(2.0 * math.pi) + math.log(series)
