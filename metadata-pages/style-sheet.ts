/** The pages' one style sheet: a ledger sheet in light and dark, from 320 px up. Only rules that the pages use. */
export const styleSheet = `:root{--paper:#fcfcfb;--raised:#f3f3f0;--line:#dddcd6;--rule:#16181a;--ink:#16181a;--ink2:#474c52;--ink3:#656a71;--field:#868b91;--link:#15489f;--signal:#ffd400;--on:#16181a;--ok:#0b6650;--warn:#855000;--bad:#b3261e;--solid:#fff;
--sans:system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;--mono:ui-monospace,"SF Mono","Cascadia Code",Menlo,Consolas,"DejaVu Sans Mono",monospace;color-scheme:light dark}
@media (prefers-color-scheme:dark){:root{--paper:#121415;--raised:#1b1e20;--line:#2e3336;--rule:#d9dbdc;--ink:#eceded;--ink2:#b6bbc0;--ink3:#92989e;--field:#737a80;--link:#93b8ff;--ok:#62cfaa;--warn:#f0b35c;--bad:#ff8d84;--solid:#121415}}
*{box-sizing:border-box}
html{scroll-padding-top:16px;-webkit-text-size-adjust:100%}
body{margin:0;background:var(--paper);color:var(--ink);font:15px/24px var(--sans);overflow-wrap:break-word}
h1,h2,h3,h4,p,ul,dl,dd,pre,table,caption{margin:0;padding:0;font:inherit;text-align:left}
ul{list-style:none}
table{border-collapse:collapse}
a{color:var(--link);text-underline-offset:3px;text-decoration-thickness:1px}
code,kbd,pre,.way,.routes th+th{font-family:var(--mono);font-variant-ligatures:none;font-size:13px;line-height:20px}
b{font-weight:650}
svg{flex:none;fill:currentColor}
.logo .arm{fill:var(--signal)}.logo .stripe{fill:#16181a}
.gate{width:18px;height:14px}.stripe{fill:var(--paper)}
:focus-visible{outline:3px solid var(--signal);outline-offset:1px;box-shadow:0 0 0 6px var(--ink);border-radius:3px}
main:focus{outline:0}
.sheet{max-width:1216px;margin:0 auto;padding:0 32px}
.skip{position:absolute;left:-999px;padding:8px 16px;background:var(--signal);color:var(--on)}
.skip:focus{left:8px;top:8px;z-index:1}
.unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.bar{border-bottom:1px solid var(--line)}
.bar .sheet,.bar nav{display:flex;flex-wrap:wrap;align-items:center;gap:0 24px}
.bar .sheet{min-height:56px;padding-top:4px;padding-bottom:4px}
.bar a{display:inline-flex;align-items:center;min-height:32px;color:var(--ink2);text-decoration:none;font-size:14px}
.bar a:hover,.bar a[aria-current]{color:var(--ink)}
.bar a[aria-current]{font-weight:650}
.whois{display:flex;gap:16px;align-items:center;margin-left:auto}.whois button{padding:0;border:0;background:none;color:var(--ink2);font:14px var(--sans)}
.brand a{gap:10px;color:var(--ink);font-weight:650;font-size:15px}
footer.bar{margin-top:72px;border:0;border-top:1px solid var(--line);color:var(--ink3);font-size:13px}
footer.bar a{font-size:13px;text-decoration:underline;min-height:24px}
.intro{display:flex;gap:40px;justify-content:space-between;align-items:end;padding:40px 0 24px;border-bottom:2px solid var(--rule)}
.operation h2{margin-top:8px;padding-right:96px}
.part h3{font-weight:650}
.intro h1,h2{font-size:40px;line-height:44px;font-weight:650;letter-spacing:-.024em}
.lead{max-width:64ch;margin-top:8px;font-size:18px;line-height:28px;color:var(--ink2)}
.find{position:relative;flex:0 0 400px;max-width:100%}
.find label,.field label{font-weight:600;font-size:14px}
.find kbd{position:absolute;right:0;color:var(--ink3);font-size:12px}
input,select,textarea{width:100%;height:36px;margin-top:4px;padding:0 10px;border:1px solid var(--field);border-radius:3px;background:var(--paper);color:var(--ink);font:14px var(--mono)}
textarea{height:auto;padding-top:7px;resize:vertical}::placeholder{color:var(--ink3);opacity:1}
.find input{height:44px;font:16px var(--sans)}
.pick{display:flex;flex-wrap:wrap;font-size:14px;line-height:20px}
.pick a{display:flex;align-items:center;min-height:32px;padding:4px 9px;color:var(--ink2);text-decoration:none}
.pick a:hover{color:var(--ink);text-decoration:underline}
.pick a[aria-current]{background:var(--signal);color:var(--on);font-weight:600}
.index-head{display:flex;flex-wrap:wrap;justify-content:space-between;gap:8px 24px;padding:12px 0 24px}
.legend{display:flex;flex-wrap:wrap;gap:6px 16px;align-items:center;font-size:13px;color:var(--ink3)}
.section{display:grid;grid-template-columns:176px minmax(0,1fr);gap:40px;padding:24px 0 32px;border-top:1px solid var(--line)}
.margin{position:sticky;top:16px;align-self:start;font-weight:650}
.count,.quiet,.says{color:var(--ink3);font-weight:400;font-size:14px;line-height:20px}
.operations .section{padding:0}
.operations .margin{padding-top:14px}
.operations table,.operations tbody{display:block}
.operations tr{display:flex;align-items:flex-start;border-top:1px solid var(--line);padding:14px 0}
.operations tr:first-child{border:0}
.operations [hidden],[hidden]{display:none!important}
.operations th{flex:1;display:grid;grid-template-columns:minmax(0,6fr) minmax(0,8fr) minmax(0,5fr);gap:0 24px;font-weight:400;padding-right:16px}
.operations th .name{font-weight:650;grid-column:1}
.operations .name a{color:inherit;text-decoration:none}
.operations .name a:hover{text-decoration:underline}
.says{grid-column:1}
.ways{grid-column:2;grid-row:1/3}
.way{display:flex;gap:10px;align-items:start;min-height:24px}
.way code{padding-top:2px}
.who{grid-column:3;grid-row:1/3;display:flex;gap:8px;align-items:start;font-size:13px;line-height:20px;padding-top:2px}
.who svg{margin-top:3px}
.part>.who{padding-top:12px}.open{color:var(--ink3)}
.operations td{padding:0}
.operations td a,.operations td{display:flex;align-items:center;min-height:24px;font:12px/24px var(--mono);color:var(--ink3)}
.operations td a{padding:0 5px;text-decoration:none}
.operations td a:hover{color:var(--link);text-decoration:underline}
.none{padding:24px 0}
.book{columns:4 200px;font-size:13px;padding:10px 0 24px}
.book a{display:block;color:inherit;text-decoration:none;padding-left:16px;position:relative;line-height:24px}
.book a:hover{text-decoration:underline}
.book a:before{content:"○";position:absolute;left:0;color:var(--ok)}
.book .changes a:before{content:"■";color:var(--link)}
.book .removes a:before{content:"◆";color:var(--bad)}
.verb{flex:none;display:inline-block;white-space:nowrap;min-width:48px;padding:2px 6px;border:1px solid currentColor;border-radius:3px;color:var(--ok);font:700 11px/18px var(--mono);text-align:center;letter-spacing:.04em;text-transform:uppercase}
.verb.changes,.verb.removes,.verb.any{color:var(--solid);background:var(--link);border-color:transparent}
.verb.removes{background:var(--bad)}.verb.any{background:var(--ink);color:var(--paper)}
.pair{display:grid;grid-template-columns:repeat(2,minmax(0,1fr));gap:16px 24px;align-items:start}
.languages{columns:3 120px;margin-top:8px}
.languages a{line-height:28px}
.name a,.part h3 a,.part li a{display:inline-block;min-height:24px}
.operation{position:relative;padding-bottom:24px}
.to-send{position:absolute;right:0;top:6px}
.crumb{padding-top:20px;font-size:14px}
.crumb a{color:var(--ink2);display:inline-block;min-height:24px}
.tags{display:flex;flex-wrap:wrap;gap:8px;margin-top:8px}
.tags span{padding:0 8px;border:1px solid var(--line);border-radius:3px;font-size:13px}
#desc{max-width:64ch;margin-top:8px;font-size:18px;line-height:28px;color:var(--ink2)}
.authentication,.routes,.returns,.predefined{margin-top:16px}
.authentication caption{font-size:14px;white-space:nowrap}
.authentication td{display:inline;padding-right:6px;font-size:14px}
.authentication td:nth-child(even){font-weight:650;padding-right:16px}
.part>:last-child{margin-bottom:0}
.routes caption{white-space:nowrap}.routes th:first-child{width:1%}
.routes caption,.yours,.predefined{font-size:14px;line-height:20px;color:var(--ink3)}
.routes th,.routes td{padding:6px 16px 2px 0;font-weight:400;vertical-align:top}
.routes th+th{font-size:17px;line-height:26px}
.routes td,.routes i{color:var(--ink2);font-size:14px}
.returns code{font-size:17px}
.predefined{margin-top:8px}
.types-nav.pick{display:block;margin-top:24px;border-top:2px solid var(--rule);border-bottom:1px solid var(--line)}
.types-nav .types-nav{display:flex;flex-wrap:wrap;justify-content:start}
.types-nav a{min-height:40px;padding:4px 12px}
.types-nav+.section{border-top:0}
.params,.enum{width:100%;margin-bottom:32px;font-size:14px;line-height:20px}
.params caption,.enum caption,.caption{font-size:14px;color:var(--ink3);padding-bottom:4px}
caption b,.caption b{font:600 15px/24px var(--mono);color:var(--ink)}
thead th{padding:4px 16px 6px 0;border-bottom:1px solid var(--rule);font-size:12px;line-height:16px;color:var(--ink2);font-weight:500}
.params td,.enum td{padding:8px 16px 7px 0;border-bottom:1px solid var(--line);vertical-align:top}
.params td:first-child,.enum td:first-child{font:600 13px/20px var(--mono)}
.params td:nth-child(3),.enum td:nth-child(2){font:13px/20px var(--mono)}
.params td:nth-child(4){color:var(--ink3)}.params .yes{color:var(--ink)!important;font-weight:600}
.params td:last-child{padding-right:0;width:45%}
h4{margin-top:4px;font-weight:600;font-size:13px}
td li{display:inline-block;padding-right:12px;font:13px/20px var(--mono)}
.members{columns:3 220px;column-gap:24px;border-top:1px solid var(--rule)}
.members div{break-inside:avoid;padding:7px 0;border-bottom:1px solid var(--line)}
dt{font:600 13px/20px var(--mono)}dt code{font-weight:400;color:var(--ink2)}
dd{font-size:14px;line-height:20px}
.call-info{max-width:78ch;margin:12px 0;font-size:14px;line-height:22px}
.call-info b{font-family:var(--mono);font-size:13px}
.example>.quiet{margin-bottom:12px}
.request,.response,.answer{background:var(--raised)}
.code-head{display:flex;flex-wrap:wrap;gap:4px 12px;align-items:center;min-height:45px;padding:4px 12px;border-bottom:1px solid var(--line);font-size:13px}
.actions{display:flex;gap:8px;margin-left:auto}
.code{padding:14px 12px;overflow:auto;font-size:13px;line-height:20px;tab-size:4}
.request .code,.response .code,.answer .code{white-space:pre-wrap;overflow-wrap:anywhere}
.source{padding-top:16px}.source .code-head{border-bottom:1px solid var(--rule);padding:4px 0}.source .code{background:none;padding:16px 0}.source p{padding-bottom:24px}
.start{font-weight:650}.key,.hljs-comment{color:var(--ink3)}
.hljs-keyword{font-weight:700}
.hljs-title.class_,.hljs-type,.hljs-built_in,.example .hljs-attr{color:var(--link)}
.hljs-string{color:var(--ok)}.hljs-number,.hljs-literal{color:var(--warn)}
.button,button{display:inline-flex;align-items:center;min-height:32px;padding:0 10px;border:1px solid var(--field);border-radius:3px;background:var(--paper);color:var(--ink);font:600 13px var(--sans);text-decoration:none;cursor:pointer}
.primary{min-height:36px;padding:0 18px;border-color:var(--signal);background:var(--signal);color:var(--on);font-size:14px}
button:disabled{opacity:.6;cursor:default}
.field{margin-bottom:14px}.field code{font-weight:400;font-size:12px;color:var(--ink3);padding-left:6px}
.hint{max-width:78ch;font-size:13px;line-height:18px;color:var(--ink3)}
form .actions{margin:0}
.good{color:var(--ok)}.poor{color:var(--bad)}
@media (max-width:960px){.operations th{grid-template-columns:minmax(0,1fr)}.operations th>*{grid-column:1!important;grid-row:auto!important}.operations tr{flex-wrap:wrap}.operations th{flex:0 0 100%;gap:4px}.operations td:first-of-type a{padding-left:0}.intro{display:block}.find{margin-top:20px}}
@media (max-width:760px){nav:has(+.whois){order:1;width:100%}.sheet{padding:0 16px}.section,.pair{display:block}.margin{position:static;padding-bottom:12px}.operations .margin{padding:16px 0 0}.pair>*+*{margin-top:16px}
.intro{padding-top:24px}.intro h1,h2{font-size:30px;line-height:34px}
.types-nav .types-nav{display:grid;grid-template-columns:repeat(4,1fr)}.types-nav a{min-height:44px;padding:2px 4px;justify-content:center;text-align:center;font-size:13px;border-bottom:1px solid var(--line);border-right:1px solid var(--line)}
.params thead{display:block;position:absolute;width:1px;overflow:hidden;clip-path:inset(50%)}.params,.params tbody,.params tr{display:block}.params tr{padding:8px 0;border-bottom:1px solid var(--line)}.params td{display:inline;padding:0 10px 0 0;border:0}.params td:nth-child(4):before{content:"required: "}.params td:last-child{display:block;width:auto}.params caption{display:block}
.routes th:first-child{width:auto}.routes,.routes tr,.routes tbody,.routes caption{display:block;white-space:normal}.routes tr{padding:4px 0}.routes th,.routes td{display:inline-block;padding:2px 10px 2px 0}.routes td:empty,.routes i:empty{display:none}}
@media print{.bar nav,.whois,.types-nav,.pick,.send,.find,.actions,.skip,.to-send{display:none!important}.pair{display:block}tr{break-inside:avoid}}
`
