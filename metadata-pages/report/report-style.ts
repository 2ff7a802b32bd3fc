/** What reports have beyond the pages' style sheet. */
export const reportStyle = `:root{--bar:#2f5da8}
@media (prefers-color-scheme:dark){:root{--bar:#6f97dd}}
.report h2{font:600 15px/24px var(--mono);font-variant-ligatures:none;letter-spacing:0;padding:0;margin:0}
#send h2{font:650 15px/24px var(--sans)}
.request-line{display:flex;flex-wrap:wrap;align-items:center;gap:4px 12px;padding-top:32px;font:400 28px/36px var(--mono);font-variant-ligatures:none;letter-spacing:-.02em;overflow-wrap:anywhere}
.request-line>span:last-child{flex:1;min-width:min(100%,240px)}
.request-line .verb{font-size:14px;line-height:22px;padding:2px 9px;letter-spacing:.02em}
.request-line i{font-style:normal;color:var(--ink3)}.request-line b{font-weight:400;color:var(--link)}
.facts{display:flex;flex-wrap:wrap;gap:0 28px;padding:8px 0 24px;font-size:14px;line-height:24px;color:var(--ink2)}
.facts b svg{margin-right:3px}
.ways-on{display:flex;flex-wrap:wrap;align-items:center;gap:0 16px;border-top:1px solid var(--rule);border-bottom:1px solid var(--line)}
.ways-on .pick a{min-height:40px}
.ways-on button{margin-left:-16px;min-height:40px;padding:4px 9px;border:0;color:var(--ink2);font:14px/20px var(--sans)}.ways-on button:hover{color:var(--ink);text-decoration:underline}
.times{display:flex;align-items:center;gap:6px 20px;margin-left:auto;padding:6px 0;font-size:13px;line-height:20px;color:var(--ink2)}
.times b{color:var(--ink);white-space:nowrap}
.t-bind{fill:var(--line)}.t-rights{fill:var(--ink3)}.t-validate{fill:var(--field)}.t-service{fill:var(--bar)}.t-write{fill:var(--ink)}
.ways-on+.section{border-top:0}
.report .section{padding-bottom:40px}
.wide{display:block}.wide .margin{position:static;display:flex;flex-wrap:wrap;gap:0 14px;align-items:baseline;padding-bottom:8px}
.scroll{overflow-x:auto;scrollbar-width:thin}
.grid,.pairs{width:100%;font-size:14px;line-height:20px;font-variant-numeric:tabular-nums}
.grid td,.grid th,.pairs td,.pairs th{padding:8px 24px 7px 0;border-bottom:1px solid var(--line);vertical-align:top;text-align:left}
.grid td,.pairs td,.pairs th{font:13px/20px var(--mono);font-variant-ligatures:none}
.grid>*>tr>:last-child,.pairs td{padding-right:0}
.grid thead th,.grid thead td{padding:4px 24px 6px 0;border-bottom-color:var(--rule);vertical-align:bottom;white-space:nowrap}
.wide .grid>*>tr>:not(:last-child){padding-right:16px}
.grid .n{text-align:right;white-space:nowrap}.grid td.n{font:14px/20px var(--sans);font-variant-numeric:tabular-nums}
.grid td.w,.pairs td.words{font:14px/20px var(--sans);min-width:16ch;max-width:72ch}.wide .grid td.w{min-width:26ch}
.pairs{border-top:1px solid var(--line)}.pairs tr:last-child>*{border-bottom-color:var(--line)}
.section>.part>.scroll>.pairs{border-top:0}
.pairs th{width:25%;font-weight:400;color:var(--ink2)}.pairs td{overflow-wrap:anywhere}
.grid td{white-space:nowrap}.grid td:is(.w,.l){white-space:normal}.grid td.l{min-width:20ch;overflow-wrap:anywhere}
td.plot{width:40%;min-width:80px}.plot+.n{width:1%;min-width:88px}
.plot svg{display:block;width:100%;height:6px;margin-top:7px;fill:var(--bar)}
.grid tfoot>tr>:is(td,th){border:0;font:650 14px/20px var(--sans);color:var(--ink);padding-top:10px}.grid tfoot td.n{font-weight:650}
.grid tbody tr:last-child>*{border-bottom-color:var(--line)}
.grid th button{min-height:24px;margin:-4px 0;padding:0;border:0;background:none;color:inherit;font:inherit;cursor:pointer}
.grid th button:hover{text-decoration:underline}
.grid [aria-sort]{color:var(--ink);font-weight:650}
.grid [aria-sort=ascending]:after,.grid [aria-sort=ascending]>button:after{content:"\\a0↑"}.grid [aria-sort=descending]>button:after{content:"\\a0↓"}
.grid [aria-sort]:has(button):after{content:none}
.grid .n[aria-sort]>button:after{content:none}.grid .n[aria-sort=ascending]>button:before{content:"↑\\a0"}.grid .n[aria-sort=descending]>button:before{content:"↓\\a0"}
.grid .grid,.grid .pairs,.pairs .grid,.pairs .pairs{width:auto;min-width:50%;margin:0 0 4px;border-left:2px solid var(--line);border-top:0}
.grid :is(.grid,.pairs) :is(td,th),.pairs :is(.grid,.pairs) :is(td,th){padding:4px 16px 3px 12px}
.items{columns:4 180px;column-gap:24px;margin:0;padding:0 0 0 3.5em;font:13px/24px var(--mono);list-style-position:outside;overflow-wrap:anywhere}
.items li{break-inside:avoid}.items li::marker{color:var(--ink3)}
.inline{white-space:nowrap;padding-right:12px}.inline .quiet{font-size:13px}
.part a{overflow-wrap:anywhere}.nil{font-style:normal;color:var(--ink3)}
.value{font:18px/28px var(--mono);overflow-wrap:anywhere}
.empty,.more{color:var(--ink2)}.more{padding-top:12px;font-size:14px}
summary{min-height:24px;cursor:pointer;color:var(--link)}
.error h2{color:var(--bad)}
.sentence{font-size:24px;line-height:32px;font-weight:650;letter-spacing:-.014em;max-width:64ch;overflow-wrap:anywhere}
.error td{white-space:normal}.error .sentence+*{margin-top:8px}.error .scroll{margin-top:20px}.error details{margin-top:16px}.error pre{background:var(--raised);margin-top:8px}
.wrong :is(input,select){border-color:var(--bad);border-left-width:4px}
.why{margin-top:4px;font-size:13px;line-height:20px;font-weight:600;color:var(--bad)}
.snapshot{padding-top:16px;border-top:1px solid var(--line);font-size:13px}.snapshot i{font-style:normal;font-family:var(--mono)}.snapshot b{font-weight:400}
@media (max-width:960px){.times{margin-left:0;width:100%}}
@media (max-width:760px){.ways-on button{margin-left:0}.request-line{display:block;padding-top:24px;font-size:17px;line-height:28px}.request-line .verb{display:inline-block;font-size:12px;line-height:18px;margin-right:4px}.facts{gap:0 24px;padding-bottom:20px}
.ways-on .pick{width:100%}.times svg{width:88px}.plot{display:none}.grid :is(td,th){padding-right:10px}.grid td:not(.n,.w){font-size:12px}.grid>*>tr>:last-child{padding-right:0}.sentence{font-size:20px;line-height:28px}.pairs th{width:38%}}
@media print{.ways-on .pick,.ways-on button,#send{display:none}.scroll{overflow:visible}.margin{position:static}.grid thead{display:table-header-group}}
`
