from .addresses import SHARED, Address, hash64, random_words, uniforms
from .uniform_source import Uniforms

__all__ = [
    "SHARED",
    "Address",
    "Uniforms",
    "hash64",
    "random_words",
    "uniforms",
]
