/** The pages' one script: it only shortens ways that work without it (filter, copy, send). */
export const script = `(()=>{
const d=document,$=(s,e=d)=>[...e.querySelectorAll(s)],[x]=$("[data-index]"),q=d.getElementById("q")
if(x){const bar=$("[data-tags-bar] a",x),[none]=$(".none",x)
const show=()=>{const t=decodeURIComponent(location.hash.replace(/^#(tag=)?/,"")),w=q.value.trim().toLowerCase();let n=0
for(const r of $("tr,.book li",x)){const[h]=$("th",r);n+=!(r.hidden=!((r.dataset.words||r.textContent.toLowerCase()).includes(w)&&(!t||!h||h.dataset.tags.split(",").includes(t))))}
for(const s of $(".section",x))s.hidden=!$("tr:not([hidden]),li:not([hidden])",s)[0]
for(const a of bar)a.toggleAttribute("aria-current",(a.dataset.tag||"")==t)
none.hidden=n;none.firstElementChild.textContent=q.value||t}
for(const a of bar)a.onclick=e=>{e.preventDefault();history.replaceState(0,"",location.pathname+(a.dataset.tag?"#tag="+encodeURIComponent(a.dataset.tag):""));show()}
q.oninput=onhashchange=show
q.form.onsubmit=e=>{const[a]=$("tr:not([hidden]) .name a,.book li:not([hidden]) a",x);if(a&&q.value){e.preventDefault();location=a}}
d.onkeydown=e=>{if(e.key=="/"&&!/INPUT|SELECT/.test(e.target.tagName)){e.preventDefault();q.focus()}}
show()}
for(const b of $("[data-copy]")){b.hidden=0;b.onclick=async()=>{await navigator.clipboard.writeText($("pre",b.closest(".request,.response,.source"))[0].textContent);b.textContent="Copied";setTimeout(()=>b.textContent="Copy",1500)}}
for(const f of $("[data-send]")){const m=f.dataset.send,o=f.nextElementSibling;$("button",f)[0].disabled=0
f.onsubmit=async e=>{e.preventDefault();o.hidden=0;o.textContent="…"
const p=new URLSearchParams([...new FormData(f)].filter(v=>v[1])),g=/GET|DELETE/.test(m),t=performance.now(),add=(k,c,s)=>{const n=d.createElement(k);n.className=c;n.textContent=s;o.append(n)}
try{const r=await fetch(f.action+(g?"?"+p:""),{method:m,body:g?null:p});let s=await r.text(),n=s.length
try{s=JSON.stringify(JSON.parse(s),null,2)}catch{}
o.textContent="";add("div","code-head "+(r.ok?"good":"poor"),(r.ok?"● ":"■ ")+r.status+" "+r.statusText+" · "+Math.round(performance.now()-t)+" ms · "+n+" B");add("pre","code",s)}catch(v){o.textContent="Not sent: "+v.message}}}
})()
`
