/** The index's script: it filters as one types, where the page alone filters by its address. */
export const indexScript = `(()=>{
const d=document,$=(s,e=d)=>[...e.querySelectorAll(s)],[x]=$("[data-index]"),[q]=$("#q"),stay=e=>e.preventDefault()
const bar=$("[data-tags-bar] a",x),[none]=$(".none",x),on="tr:not([hidden]),.book li:not([hidden])"
const show=()=>{let n=0,t=decodeURIComponent(location.hash.replace(/^#(tag=)?/,"")),w=q.value.toLowerCase()
for(const r of $("tr,.book li",x)){const[h]=$("th",r);n+=!(r.hidden=!((h?h.dataset.tags+" "+$(".name,code,.who",r).map(e=>e.textContent).join(" "):r.textContent).toLowerCase().includes(w)&&(!t||!h||h.dataset.tags.split(",").includes(t))))}
for(const s of $(".section",x))s.hidden=!$(on,s)[0]
for(const a of bar)a.ariaCurrent=(a.dataset.tag||"")==t?"true":null
none.hidden=n;none.firstElementChild.textContent=q.value||t}
for(const a of bar)a.onclick=e=>{stay(e);history.replaceState(0,"",a.dataset.tag?"#tag="+encodeURIComponent(a.dataset.tag):"metadata");show()}
q.oninput=onhashchange=show
q.form.onsubmit=e=>{const[a]=$(".section:not([hidden]) :is("+on+") a",x);if(a&&q.value){stay(e);location=a}}
d.onkeydown=e=>{if(e.key=="/"&&!/INPUT|SELECT/.test(e.target.tagName)){stay(e);q.focus()}}
show()
})()
`
