/** The pages' one script: it only shortens ways that work without it (filter, copy, send). */
export const script = `(()=>{
const d=document,$=(s,e=d)=>[...e.querySelectorAll(s)],[x]=$("[data-index]"),[q]=$("#q"),stay=e=>e.preventDefault()
if(x){const bar=$("[data-tags-bar] a",x),[none]=$(".none",x),on="tr:not([hidden]),.book li:not([hidden])"
const show=()=>{let n=0,t=decodeURIComponent(location.hash.replace(/^#(tag=)?/,"")),w=q.value.toLowerCase()
for(const r of $("tr,.book li",x)){const[h]=$("th",r);n+=!(r.hidden=!((r.dataset.words||r.textContent.toLowerCase()).includes(w)&&(!t||!h||h.dataset.tags.split(",").includes(t))))}
for(const s of $(".section",x))s.hidden=!$(on,s)[0]
for(const a of bar)a.ariaCurrent=(a.dataset.tag||"")==t?"true":null
none.hidden=n;none.firstElementChild.textContent=q.value||t}
for(const a of bar)a.onclick=e=>{stay(e);history.replaceState(0,"",a.dataset.tag?"#tag="+encodeURIComponent(a.dataset.tag):"metadata");show()}
q.oninput=onhashchange=show
q.form.onsubmit=e=>{const[a]=$(".section:not([hidden]) :is("+on+") a",x);if(a&&q.value){stay(e);location=a}}
d.onkeydown=e=>{if(e.key=="/"&&!/INPUT|SELECT/.test(e.target.tagName)){stay(e);q.focus()}}
show()}
for(const b of $("[data-copy]")){b.hidden=0;b.onclick=async()=>{await navigator.clipboard.writeText($("pre",b.closest(".request,.response,.source"))[0].textContent);b.textContent="Copied";setTimeout(()=>b.textContent="Copy",1e3)}}
for(const f of $("[data-send]")){const m=f.dataset.send,o=f.nextElementSibling;$("button",f)[0].disabled=0
f.onsubmit=async e=>{stay(e);o.hidden=0
const p=new URLSearchParams([...new FormData(f)].filter(v=>v[1])),g=/GET|DELETE/.test(m),t=performance.now(),add=(k,c,s)=>{const n=d.createElement(k);n.className=c;n.textContent=s;o.append(n)}
try{const r=await fetch(f.action+(g?"?"+p:""),{method:m,body:g?null:p});let s=await r.text(),n=s.length
try{s=JSON.stringify(JSON.parse(s),0,2)}catch{}
o.textContent="";add("div","code-head "+(r.ok?"good":"poor"),(r.ok?"● ":"■ ")+r.status+" "+r.statusText+" · "+Math.round(performance.now()-t)+" ms · "+n+" B");add("pre","code",s)}catch(v){o.textContent="Not sent: "+v.message}}}
})()
`
