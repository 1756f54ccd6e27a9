"""How the page looks: calm, large numbers, three colours."""

from __future__ import annotations

from sim.charts import BLUE, INK, MUTED, ORANGE, PALE_ORANGE

STYLE = f"""
<style>
/* First in the light, then in the dark theme; Streamlit states which of them the page is in. */
.stApp {{ --hs-blue: light-dark({BLUE}, #7db8ea); --hs-ink: light-dark({INK}, #eef2f6);
  --hs-muted: light-dark({MUTED}, #b3bfcc); --hs-orange: light-dark({ORANGE}, #f2a65a);
  --hs-pale-orange: light-dark({PALE_ORANGE}, #5a3a17); --hs-pale: light-dark(#f3f6fa, #202a36);
  --hs-line: light-dark(#dbe2ea, #3b4858); }}
.stMainBlockContainer {{ padding: .7rem 2.5rem 3rem; max-width: 1500px; }}
[data-testid="stHeader"] {{ background: transparent; }}
/* Streamlit's own header lies over the top of the page; only its buttons are to be pressed. */
[data-testid="stHeader"], [data-testid="stToolbar"] {{ pointer-events: none; }}
[data-testid="stHeader"] button {{ pointer-events: auto; }}
[data-testid="stStatusWidget"] {{ display: none; }}
.st-key-bar {{ padding-right: 2.5rem; }}
.stApp h1 {{ font-size: 2.1rem; font-weight: 700; letter-spacing: -.01em; padding: 0; margin: 0;
  color: var(--hs-ink); }}
.stApp h2 {{ font-size: 1.45rem; font-weight: 700; padding: 0; margin: 1.4rem 0 .1rem; color: var(--hs-ink); }}
.hs-brand {{ color: var(--hs-blue); font-weight: 700; font-size: 1rem; margin-bottom: .1rem; }}
.hs-basis {{ color: var(--hs-muted); font-size: 1rem; margin: 0 0 .4rem; }}
.hs-headline {{ border-left: 6px solid var(--hs-blue); background: var(--hs-pale); border-radius: 0 .6rem .6rem 0;
  padding: 1rem 1.3rem; }}
.hs-headline p {{ font-size: 1.35rem; line-height: 1.45; font-weight: 600; color: var(--hs-ink); margin: 0; }}
.hs-headline p.hs-confidence {{ font-size: 1.15rem; margin: .2rem 0; }}
.hs-headline p.hs-basis {{ font-size: 1rem; font-weight: 400; color: var(--hs-muted); margin: .5rem 0 0; }}
.hs-summary h1 {{ font-size: 1.5rem; line-height: 1.3; }}
.hs-summary h2 {{ font-size: 1.15rem; margin: .1rem 0 0; }}
.hs-summary p.hs-confidence {{ font-size: 1.02rem; font-weight: 600; color: var(--hs-orange); margin: 0 0 .1rem; }}
.hs-summary p.hs-basis {{ font-size: .9rem; margin: .25rem 0; }}
.hs-tiles {{ display: grid; grid-template-columns: repeat(auto-fit, minmax(170px, 1fr)); gap: .6rem;
  margin: .5rem 0 .2rem; }}
.hs-year {{ border: 1px solid var(--hs-line); border-radius: .5rem; padding: .4rem .7rem .5rem; }}
.hs-year h3 {{ font-size: 1.1rem; font-weight: 700; padding: 0; margin: 0; }}
.hs-year h3 small, .hs-year .hs-value small {{ font-size: .85rem; font-weight: 400; color: var(--hs-muted); }}
.hs-year p {{ margin: 0; }}
.hs-year .hs-value {{ font-size: 1.75rem; white-space: nowrap; }}
.hs-year .hs-value.hs-long {{ font-size: 1.25rem; line-height: 1.68; }}
.hs-year .hs-word {{ font-size: .98rem; min-height: 0; }}
.hs-bar {{ position: relative; height: .6rem; margin: .15rem 0 .3rem; border-radius: .3rem;
  background: var(--hs-line); }}
.hs-bar span {{ position: absolute; top: 0; bottom: 0; background: var(--hs-orange); border-radius: .3rem; }}
.hs-bar i {{ position: absolute; top: -.15rem; bottom: -.15rem; width: 3px; margin-left: -1px;
  background: var(--hs-ink); }}
.hs-rough .hs-bar span {{ background: var(--hs-muted); }}
.st-key-rough-figure {{ filter: grayscale(1); opacity: .6; }}
.stMainBlockContainer > [data-testid="stVerticalBlock"] {{ gap: .5rem; }}
.st-key-choices .hs-basis {{ margin: 0; }}
.hs-cards {{ display: grid; gap: .8rem; }}
.hs-years {{ grid-template-columns: repeat(auto-fit, minmax(205px, 1fr)); }}
.hs-spans {{ grid-template-columns: repeat(auto-fit, minmax(300px, 1fr)); }}
.hs-card {{ border: 1px solid var(--hs-line); border-radius: .6rem; padding: .7rem .8rem .7rem;
  background: transparent; }}
.hs-card h3 {{ font-size: 1.3rem; font-weight: 700; padding: 0; margin: 0; color: var(--hs-ink); }}
.hs-card p {{ margin: 0; }}
.hs-note {{ color: var(--hs-muted); font-size: .95rem; }}
.hs-value {{ font-size: 2.3rem; line-height: 1.2; font-weight: 700; color: var(--hs-blue);
  font-variant-numeric: tabular-nums; }}
.hs-years .hs-long {{ font-size: 1.55rem; line-height: 1.781; white-space: nowrap; }}
.hs-word {{ font-size: 1.08rem; line-height: 1.3; font-weight: 600; color: var(--hs-ink); min-height: 2.6em; }}
/* The five parts of a card line up with its neighbours', however many lines a word takes. */
.hs-years .hs-card {{ display: grid; grid-template-rows: subgrid; grid-row: span 5; row-gap: 0; }}
.hs-card dl {{ margin: .5rem 0 0; padding: 0; border-top: 1px solid var(--hs-line); }}
.hs-card .hs-sure {{ border-top: 0; margin-top: .3rem; }}
.hs-card .hs-sure div {{ padding: .22rem .5rem; margin: 0 -.5rem; border: 0; }}
.hs-card .hs-sure div:first-child {{ background: var(--hs-pale-orange); border-radius: .3rem; }}
.hs-card .hs-sure div:first-child dt {{ color: var(--hs-ink); font-weight: 600; }}
.hs-card .hs-sure div:last-child dt, .hs-card .hs-sure div:last-child dd {{ color: var(--hs-muted); font-size: .88rem;
  font-weight: 400; }}
.hs-card dl div {{ display: flex; flex-wrap: wrap; justify-content: space-between; column-gap: .4rem; margin: 0;
  padding: .22rem 0; border-bottom: 1px solid var(--hs-line); }}
.hs-card dl div:last-child {{ border-bottom: 0; }}
.hs-card dt {{ margin: 0; padding: 0; color: var(--hs-muted); font-size: .95rem; }}
.hs-card dd {{ margin: 0 0 0 auto; font-weight: 600; font-variant-numeric: tabular-nums; white-space: nowrap; }}
.hs-wide {{ overflow-x: auto; margin-bottom: 1.2rem; }}
.hs-readings {{ width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums; }}
.hs-readings th, .hs-readings td {{ text-align: left; vertical-align: top; padding: .45rem .8rem;
  border: 0; border-bottom: 1px solid var(--hs-line); }}
.hs-readings thead th {{ font-size: 1.1rem; width: 27%; }} .hs-readings thead th:first-child {{ width: 19%; }}
.hs-readings thead p {{ font-size: .95rem; font-weight: 400; color: var(--hs-muted); margin: 0; }}
.hs-readings tbody th {{ font-size: 1.1rem; font-weight: 700; }}
.hs-readings thead th::first-letter {{ text-transform: uppercase; }}
.hs-readings b {{ font-size: 1.25rem; color: var(--hs-blue); display: inline-block; min-width: 8rem; }}
.hs-readings td span, .hs-readings tbody th span {{ font-size: .95rem; font-weight: 400; color: var(--hs-muted);
  white-space: nowrap; }}
.hs-readings .hs-chosen {{ background: var(--hs-pale); }}
.hs-readings thead .hs-chosen {{ border-top: 4px solid var(--hs-blue); }}
.hs-shown {{ font-size: .85rem; font-weight: 600; color: var(--hs-blue); white-space: nowrap; }}
.hs-table {{ width: 100%; table-layout: fixed; border-collapse: collapse; font-size: .95rem; line-height: 1.4; }}
.hs-table th {{ position: sticky; top: 0; background: var(--hs-pale); text-align: left; font-weight: 700;
  padding: .5rem .7rem; }}
.hs-table td {{ vertical-align: top; padding: .5rem .7rem; border-bottom: 1px solid var(--hs-line);
  overflow-wrap: break-word; }}
.hs-table th:nth-child(1) {{ width: 9%; }} .hs-table th:nth-child(2) {{ width: 19%; }}
.hs-table th:nth-child(3) {{ width: 29%; }} .hs-table th:nth-child(4) {{ width: 10%; }}
.hs-table td p {{ margin: 0 0 .3rem; font-size: inherit; }}
.hs-problems {{ margin: .3rem 0 0; padding-left: 1.2rem; }}
.hs-problems li {{ margin-bottom: .5rem; }}
.hs-place {{ font-weight: 700; color: var(--hs-orange); overflow-wrap: anywhere; }}
.st-key-choices [data-testid="stButtonGroup"] button {{ min-height: 2.55rem; }}
.hs-steps td, .hs-steps tbody th {{ line-height: 1.3; }}
.hs-steps b {{ min-width: 0; display: block; font-size: 1.2rem; white-space: nowrap; }}
.hs-steps tbody th span {{ display: block; }}
.hs-steps thead th, .hs-steps thead th:first-child {{ width: auto; }}
.hs-steps .hs-section {{ background: var(--hs-pale); color: var(--hs-muted); }}
.hs-steps tr.hs-pale {{ color: var(--hs-muted); }}
.hs-subject {{ color: var(--hs-blue); font-weight: 700; font-size: .95rem; margin: .55rem 0 0; }}
.stApp h2.hs-side {{ margin: 0; }}
[data-testid="stSidebar"] {{ min-width: 340px; }}
.stApp:has([data-testid="stSidebar"]) .stMainBlockContainer {{ padding: 2rem 1.6rem 3rem; }}
.stApp:has([data-testid="stSidebar"]) h1 {{ font-size: 1.7rem; }}
[data-testid="stSidebarUserContent"] {{ padding-bottom: 2rem; }}
[data-testid="stSidebar"] [data-testid="stVerticalBlock"] {{ gap: .45rem; }}
[class*="st-key-lever-"] {{ border-left: 4px solid var(--hs-blue); padding-left: .7rem; }}
.st-key-views [data-testid="stButtonGroup"] button {{ min-height: 2.7rem; font-size: 1.1rem; font-weight: 600; }}
.hs-case {{ font-weight: 700; color: var(--hs-ink); margin: 0 0 .15rem; line-height: 1.3; overflow-wrap: anywhere; }}
.hs-step {{ font-size: 1.15rem; font-weight: 700; margin: .8rem 0 .1rem; padding: 0; color: var(--hs-ink); }}
.hs-list {{ border-collapse: collapse; font-size: .92rem; }}
.hs-list th, .hs-list td {{ text-align: left; vertical-align: top; padding: .35rem .7rem; white-space: nowrap;
  border-bottom: 1px solid var(--hs-line); max-width: 22rem; overflow: hidden; text-overflow: ellipsis; }}
.hs-list th {{ background: var(--hs-pale); }}
.hs-account p {{ margin: 0 0 .2rem; }} .hs-account p:first-child {{ font-weight: 700; }}
.hs-footer {{ border-top: 1px solid var(--hs-line); margin-top: 1rem; padding-top: .7rem; color: var(--hs-muted);
  font-size: .95rem; }}
.st-key-catalogue button, .st-key-catalogue button div {{ justify-content: flex-start; text-align: left; }}
.st-key-catalogue button > div {{ width: 100%; }}
.st-key-question h2 {{ padding: 0; margin: 0 0 .2rem; font-size: 1.5rem; }}
.st-key-rough {{ filter: grayscale(1); }} .st-key-rough .hs-headline p {{ color: var(--hs-muted); }}
.hs-footer p {{ margin: 0 0 .2rem; }}
.st-key-gantt {{ overflow-x: auto; }}
.hs-project {{ grid-template-columns: repeat(auto-fit, minmax(118px, 1fr)); gap: .5rem; }}
.hs-tile {{ padding: .45rem .6rem; }}
.hs-tile h3 {{ font-size: .95rem; color: var(--hs-muted); font-weight: 600; }}
.hs-tile .hs-value {{ font-size: 1.45rem; white-space: nowrap; }}
.hs-tile .hs-note {{ line-height: 1.25; font-size: .9rem; }}
.hs-fact {{ margin: .5rem 0 .2rem; font-weight: 600; color: var(--hs-ink); }}
.hs-rough, .hs-rough * {{ color: var(--hs-muted) !important; }}
@media (max-width: 1100px) {{
  .stMainBlockContainer {{ padding: 1.5rem 1.2rem 2rem; }}
  .st-key-charts [data-testid="stHorizontalBlock"], .st-key-choices [data-testid="stHorizontalBlock"] {{
    flex-wrap: wrap; }}
  .stApp h1 {{ font-size: 1.75rem; }}
  .hs-table {{ font-size: .88rem; }} .hs-table th, .hs-table td {{ padding: .45rem .45rem; }}
  .hs-table th:nth-child(1) {{ width: 12%; }} .hs-table th:nth-child(4) {{ width: 13.5%; }}
  .hs-readings td span, .hs-readings tbody th span {{ display: block; }}
  .st-key-choices [data-testid="stColumn"] {{ min-width: 100%; }}
  .st-key-charts [data-testid="stColumn"] {{ min-width: 100%; }}
}}
@media (max-width: 640px) {{
  .stMainBlockContainer {{ padding: .7rem 1rem 2rem; }}
  .hs-tiles {{ grid-template-columns: 1fr; gap: .4rem; }}
  .hs-summary h1 {{ font-size: 1.25rem; }}
  .st-key-bar > [data-testid="stElementContainer"]:first-child {{ width: 100% !important; }}
  .st-key-bar {{ gap: .3rem; padding-right: 2rem; }}
  .st-key-pages {{ gap: 0; width: 100%; }} .st-key-pages a {{ padding: .3rem .45rem; }}
  .st-key-choices [data-testid="stButtonGroup"] button {{ padding: 0 .5rem; min-height: 2.4rem; }}
  .st-key-choices [data-testid="stButtonGroup"] button p {{ font-size: .82rem; }}
}}
</style>
"""
