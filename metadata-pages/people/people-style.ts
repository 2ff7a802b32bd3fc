/** What pages for people who sign in have beyond the pages' style sheet. */
export const peopleStyle = `:root{--mark:#fff3b0}
@media (prefers-color-scheme:dark){:root{--mark:#3b3512}}
.people h2{margin:0;padding:0;font:650 15px/24px var(--sans);letter-spacing:0}
.people h3{font-weight:650}
.people .intro{align-items:end}
.people .section:first-of-type{border-top:0}
.people .crumb+.intro{padding-top:4px}
.entry{display:grid;grid-template-columns:minmax(0,640px) minmax(0,400px);gap:48px 96px;justify-content:space-between;align-items:start;padding:88px 0 40px}
.entry h1{font-size:40px;line-height:44px;font-weight:650;letter-spacing:-.024em}
.entry .lead code{font-size:16px;color:var(--ink);overflow-wrap:anywhere}
.entry .lead b{color:var(--ink)}
.barrier{display:block;width:100%;max-width:640px;height:auto;margin-top:64px}
.barrier .pole{fill:var(--signal);stroke:var(--rule);stroke-width:2.500}.barrier .band{fill:#16181a}.barrier .stand{fill:var(--rule)}.barrier .eye{fill:#fff;stroke:#16181a;stroke-width:2}
.entry-form{padding-top:22px;border-top:1px solid var(--rule)}
.entry-form input:not([type=checkbox]){height:44px;font:16px var(--sans)}
.entry-form .field{margin-bottom:18px}
.entry-form .primary{width:100%;min-height:46px;justify-content:center;font-size:15px;margin-top:6px}
.entry-form .pair{gap:0 16px}
.others{margin-top:28px;padding-top:18px;border-top:1px solid var(--line);font-size:14px;line-height:23px;color:var(--ink2)}
.others .button{width:100%;min-height:40px;justify-content:center;margin-bottom:12px;font-size:14px}
.others p+p{margin-top:8px}
.tick{display:flex;gap:10px;align-items:center;min-height:32px;font-size:14px}
input[type=checkbox]{flex:none;width:18px;height:18px;margin:0;accent-color:var(--ink)}
.people input,.people select{font-family:var(--sans)}
.people input.mono,textarea.mono{font:13px var(--mono)}
.fault{display:none;margin-bottom:20px;padding:0 0 2px 14px;border-left:3px solid var(--bad);scroll-margin-top:96px}
.fault:target,.fault.shown{display:block}.fault:focus{outline:0}.fault:focus-visible{outline:3px solid var(--signal);outline-offset:3px}
.fault b{color:var(--bad)}.fault p+p{font-size:13px;line-height:20px;color:var(--ink2)}.fault a{color:inherit}
.done{display:none;padding:8px 0;color:var(--ok);font-weight:600;scroll-margin-top:160px}.done:target,.done.shown{display:block}.done:focus{outline:0}
.wrong>:is(input,select),.fault[id^=f]:is(:target,.shown)~.field input{border-color:var(--bad);border-left-width:4px}
.why{margin-top:4px;font-size:13px;line-height:20px;font-weight:600;color:var(--bad)}
.people .field label,.field legend{font-weight:600;font-size:14px}
.people .hint{margin-top:2px}
.form .pair{max-width:760px;align-items:end;gap:0 24px}
.form .field{margin-bottom:18px}
.row{display:flex;flex-wrap:wrap;gap:12px 16px;align-items:center}
.row .field{flex:1 1 180px;margin:0}.row .field.narrow{flex:0 1 150px}
.filter{padding:20px 0 8px;align-items:end}.filter button{min-height:36px}
.secret{padding:24px 0;border-top:0;border-bottom:1px solid var(--line)}
.secret code{display:inline-block;padding:7px 12px;background:var(--mark);font-weight:600;overflow-wrap:anywhere}
.secret .row{margin:8px 0 10px}
.tabs{border-bottom:1px solid var(--line)}.tabs a{min-height:40px;padding:4px 14px}
.states{margin-top:16px}
.scroll{overflow-x:auto;scrollbar-width:thin}
.rows{width:100%;font-size:14px;line-height:20px}
.rows th,.rows td{padding:9px 16px 8px 0;border-bottom:1px solid var(--line);vertical-align:top;text-align:left;font-weight:400;overflow-wrap:break-word}
.rows thead th{white-space:nowrap;border-bottom-color:var(--rule);font-weight:500;padding:4px 16px 6px 0}
.rows tr>:last-child{padding-right:0}
.rows tbody th{font-weight:600}.rows tbody th a{color:inherit;display:inline-block;min-height:24px;text-decoration-color:var(--field)}
.rows .under,.under{display:block;font:12px/18px var(--mono);color:var(--ink3);font-weight:400}
.rows .over,.rows .over a,.rows .over b{color:var(--ink3)}
.rows .n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
.rows time,.rows .state{white-space:nowrap}
.rows td code{white-space:nowrap}
.rows .buttons{display:flex;flex-wrap:wrap;gap:6px;justify-content:flex-end;align-items:start}
.rows .buttons button,.rows summary{min-height:28px}
.state{display:inline-flex;gap:6px;align-items:baseline}
.state.ok{color:var(--ok)}.state.warn{color:var(--warn)}.state.bad{color:var(--bad)}.state.over{color:var(--ink3)}
.state:before{font-size:11px}.state.ok:before{content:"●"}.state.warn:before{content:"◆"}.state.bad:before{content:"■"}.state.over:before{content:"○"}
summary.button{list-style:none;font-size:13px}summary.button::-webkit-details-marker{display:none}
.danger{color:var(--bad)}
.ask[open]{flex-basis:100%}.asking{max-width:430px;margin-top:8px;padding:14px 16px 16px;border:1px solid var(--ink);text-align:left;white-space:normal}
.asking p+p,.asking form{margin-top:6px}.asking p+p{color:var(--ink2)}.asking form{margin-top:12px}
button.bad{border-color:var(--bad);background:var(--bad);color:var(--solid)}
.facts-of{display:grid;grid-template-columns:repeat(auto-fill,minmax(200px,1fr));gap:14px 24px}
.facts-of dt{font:400 13px/20px var(--sans);color:var(--ink3)}.facts-of dd{overflow-wrap:anywhere}
.figures{display:grid;grid-template-columns:repeat(4,minmax(0,1fr));border-bottom:1px solid var(--line)}
.figures>div{padding:18px 16px 18px 20px;border-left:1px solid var(--line)}.figures>div:first-child{padding-left:0;border:0}
.figures dt{font:400 14px/20px var(--sans);color:var(--ink2)}.figures dd{font-size:28px;line-height:36px;font-weight:600;font-variant-numeric:tabular-nums}.figures dd a{color:inherit;text-decoration-color:var(--field)}
.figures dd small{display:block;min-height:20px;font-size:13px;line-height:20px;font-weight:400;color:var(--ink3)}
.chips{display:flex;flex-wrap:wrap;gap:6px 8px}
.chip{display:inline-flex;align-items:center;gap:2px;padding-left:8px;border:1px solid var(--line);border-radius:3px;font-size:13px;line-height:26px}
.chip button{min-height:26px;min-width:26px;justify-content:center;padding:0 6px;border:0;background:none;color:var(--ink3);font-size:15px}.chip button:hover{color:var(--bad)}
.pager{display:flex;gap:24px;justify-content:space-between;padding:14px 0;font-size:14px;color:var(--ink3)}.pager a{display:inline-block;min-height:24px}
.two .field{margin:0}.people .field .tick{font-weight:400;line-height:20px}
.two{margin-bottom:20px;display:grid;grid-template-columns:repeat(2,minmax(0,1fr));gap:20px 24px;max-width:760px}
.gap{margin-top:20px}
.thirds{display:grid;grid-template-columns:repeat(auto-fit,minmax(230px,1fr));gap:24px}.thirds h3{margin-bottom:6px}.give{margin-top:10px;flex-wrap:nowrap}.give .field{flex:0 1 200px}.give input{margin:0}
@media (max-width:960px){.entry{grid-template-columns:minmax(0,1fr) minmax(0,380px);gap:48px}
.rows.stack,.rows.stack :is(tbody,tr,th,td){display:block}.rows.stack thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.rows.stack :is(th,td){overflow-wrap:anywhere}.rows.stack tr{padding:12px 0;border-bottom:1px solid var(--line)}.rows.stack :is(th,td){padding:2px 0;border:0;text-align:left}
.rows.stack td[data-label]{display:grid;grid-template-columns:104px minmax(0,1fr);gap:0 12px}.rows.stack td[data-label]:before{content:attr(data-label);font-size:13px;color:var(--ink3)}.rows.stack td[data-label]>*{grid-column:2}
.rows.stack td.none{display:none}.rows.stack .buttons{justify-content:flex-start;padding-top:8px}.rows.stack .buttons :is(button,summary){min-height:36px}
.figures{grid-template-columns:repeat(2,minmax(0,1fr))}.figures>div:nth-child(odd){padding-left:0;border-left:0}.figures>div:nth-child(n+3){border-top:1px solid var(--line)}}
@media (max-width:760px){.two .field{margin-bottom:18px}.two{margin-bottom:0}.entry{display:block;padding:28px 0 24px}.entry h1{font-size:30px;line-height:34px}.entry .lead{font-size:16px;line-height:25px}.barrier{max-width:300px;margin-top:20px}.entry-form{margin-top:24px}
.two{display:block}.people .pair>*+*,.two>*+*{margin-top:0}.tabs a{min-height:44px;padding:4px 10px}.people .intro .primary{margin-top:14px}}
`
