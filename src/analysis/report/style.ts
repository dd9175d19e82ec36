/** The whole style of the page: system fonts, two colour schemes, one column that widens to two. */
export const STYLE = `
:root{--paper:#faf8f4;--card:#fff;--ink:#1d1b18;--soft:#6d675e;--line:#e4dfd6;--accent:#b4541a;--good:#2c7a4b;--fair:#a06a00;--bad:#b3261e;
font:16px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;color:var(--ink);background:var(--paper)}
@media (prefers-color-scheme:dark){:root{--paper:#141312;--card:#1d1b19;--ink:#ece7df;--soft:#a0988c;--line:#34302b;--accent:#f0965a;--good:#6cc48d;--fair:#e0b050;--bad:#f2857c}}
*{box-sizing:border-box}body{margin:0}main{max-width:68rem;margin:0 auto;padding:2.5rem 1.25rem 5rem}
h1{font-size:clamp(2rem,6vw,3.4rem);line-height:1.05;letter-spacing:-.025em;margin:.2rem 0 .6rem;text-wrap:balance;overflow-wrap:anywhere}
h2{font-size:1.35rem;letter-spacing:-.01em;margin:3.2rem 0 1rem;padding-top:1.1rem;border-top:1px solid var(--line)}
h3{font-size:1.05rem;margin:2rem 0 .2rem}h4{margin:0 0 .3rem;font-size:1.05rem}
h2 small,h3 small,h4 small,summary small,small{color:var(--soft);font-weight:400;font-size:.86rem;letter-spacing:0}
p{margin:.4rem 0;overflow-wrap:anywhere}a{color:var(--accent)}
.kicker{color:var(--soft);font-size:.86rem;margin:0}.concept{font-size:1.15rem;color:var(--soft);max-width:46rem}.concept p{font-size:1rem;white-space:pre-wrap}
.screens{display:grid;gap:1rem 1.4rem;align-items:start;margin:1.4rem 0 1rem}.screens:has(>video):has(>figure){grid-template-columns:minmax(0,5fr) minmax(0,3fr)}
.screens video{display:block;width:100%;max-height:80vh;border-radius:14px;background:#000;box-shadow:0 12px 40px #0003}
figure{margin:0}figcaption{color:var(--soft);font-size:.86rem;margin-top:.5rem}
.sheet{width:100%;border-radius:10px}
.badge,.status,.verdict,.chip{display:inline-block;font-size:.72rem;line-height:1.5;padding:.05rem .5rem;border-radius:99px;border:1px solid var(--line);color:var(--soft);white-space:nowrap;font-weight:500}
.badge.live{border-color:var(--bad);color:var(--bad)}.badge.simulated{border-color:var(--fair);color:var(--fair)}
.badge.must{border-color:var(--accent);color:var(--accent)}.missing,.badge.missing,.failed,.trouble b{color:var(--bad)}.badge.missing{border-color:var(--bad)}
.status.done,.verdict.circled{color:var(--good);border-color:var(--good)}.status.failed,.verdict.failed,.verdict.drop{color:var(--bad);border-color:var(--bad)}
.status.interrupted,.verdict.reshoot,.verdict.unsure{color:var(--fair);border-color:var(--fair)}
.chip{text-decoration:none;color:var(--ink)}.chip.open{border-style:dashed;color:var(--soft)}.overall{font-weight:600}
.facts{display:grid;grid-template-columns:repeat(auto-fit,minmax(9.5rem,1fr));gap:1rem 1.5rem;margin:1rem 0}
.facts dt{color:var(--soft);font-size:.82rem}.facts dd{margin:0;font-weight:600;font-variant-numeric:tabular-nums;overflow-wrap:anywhere}
.scroll{overflow-x:auto;margin:.6rem 0}table{border-collapse:collapse;width:100%;font-size:.92rem}
th{color:var(--soft);font-weight:500;font-size:.8rem;text-align:left;white-space:nowrap}th,td{padding:.45rem .9rem .45rem 0;border-bottom:1px solid var(--line);vertical-align:top}
td{min-width:3rem}td:has(>small){min-width:13rem}#gaps td:last-child,#dailies td:nth-child(3){min-width:11rem}#contract td:last-child{min-width:6.5rem}#sound td:nth-child(2){min-width:11rem}.whole{white-space:nowrap}.number{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}tr.chosen td:first-child{box-shadow:inset 3px 0 var(--accent)}
th:first-child,td:first-child{padding-left:.7rem}tr.chosen td{background:color-mix(in srgb,var(--accent) 8%,transparent)}
.notes{padding:0;list-style:none}.notes li{margin:.35rem 0}.empty{color:var(--soft);font-style:italic}
.decisions{list-style:none;padding:0;margin:0}.decisions li{display:grid;grid-template-columns:7rem 1fr;gap:.2rem 1.2rem;padding:.8rem 0;border-bottom:1px solid var(--line)}
.decisions li:last-child{border:0}
.who{color:var(--soft)}.candidates{display:grid;grid-template-columns:repeat(auto-fit,minmax(13rem,1fr));gap:.8rem;margin-top:.7rem}
.candidate{border:1px solid var(--line);border-radius:10px;padding:.7rem .9rem;background:var(--card);font-size:.92rem}.candidate.chosen{border-color:var(--accent)}
article{display:grid;grid-template-columns:minmax(0,20rem) minmax(0,1fr);gap:1.2rem;padding:1.1rem;margin:.8rem 0;background:var(--card);border:1px solid var(--line);border-radius:14px}
article:target{border-color:var(--accent)}.still{display:block;width:100%;border-radius:8px;background:#000;max-height:24rem;object-fit:contain}
.still.none{aspect-ratio:16/9;display:grid;place-items:center;background:var(--paper);color:var(--soft);border:1px dashed var(--line)}
.shot>p:first-of-type{margin-top:0}blockquote{margin:.5rem 0;padding-left:.8rem;border-left:3px solid var(--accent);font-style:italic}.summary{color:var(--soft)}
details{margin:.5rem 0}summary{cursor:pointer}.take{border-top:1px solid var(--line);padding-top:.5rem}
.four{display:block;padding-left:1.1rem;font-variant-numeric:tabular-nums}
.scores{display:grid;grid-template-columns:repeat(auto-fit,minmax(8rem,1fr));gap:.8rem;margin:.6rem 0}
.score{display:grid;align-content:start;grid-template-columns:auto 1fr;gap:0 .6rem;align-items:center;font-size:.86rem}.score span,.score i,.score p{grid-column:1/-1;margin:0}
.score span{font-weight:600}.score i{color:var(--soft);font-size:.8rem}.score p{color:var(--soft);font-size:.8rem}.none{color:var(--soft)}meter{width:100%;height:.7rem}
.issues,.warnings{padding-left:1.1rem;margin:.5rem 0}.warnings li::marker,.issues li::marker{color:var(--fair)}.suggestion{color:var(--soft)}
pre{white-space:pre-wrap;overflow-wrap:anywhere;background:var(--paper);border:1px solid var(--line);border-radius:8px;padding:.7rem .9rem;font:.84rem/1.5 ui-monospace,Menlo,Consolas,monospace}
code{font-family:ui-monospace,Menlo,Consolas,monospace;font-size:.88em}
@media (max-width:44rem){main{padding:1.4rem .9rem 4rem}article{grid-template-columns:1fr;padding:.9rem}.decisions li{grid-template-columns:1fr}h2{margin-top:2.4rem}
.screens:has(>video):has(>figure){grid-template-columns:minmax(0,1fr)}.screens video{border-radius:10px}}
@media print{article,.candidate{break-inside:avoid}.screens video{max-height:40vh}}
`;
