/**
 * The script of pages for people who sign in. Forms work without it; with it they are sent beside the page, so that what was typed stays and faults
 * stand where they were made.
 */
export const peopleScript = `(()=>{
const d=document,$=(s,e=d)=>[...e.querySelectorAll(s)],put=(e,k,c,t)=>{const n=d.createElement(k);n.className=c;n.textContent=t;e.append(n);return n}
const show=e=>{e.classList.add("shown");e.focus()}
if(/^#f=/.test(location.hash)&&!d.getElementById(location.hash.slice(1)))$("#fault").map(show)
const ready=()=>$("[data-copy-secret],[data-close]").map(b=>b.hidden=0)
ready()
d.addEventListener("click",async({target:b})=>{const o=b.closest("details.ask")
if(b.matches("[data-close]")){o.open=false;$("summary",o)[0].focus()}
if(b.matches("[data-copy-secret]")){await navigator.clipboard.writeText($("code",b.parentNode)[0].textContent);b.textContent="Copied";setTimeout(()=>b.textContent="Copy",1500)}})
d.addEventListener("submit",async e=>{const f=e.target
if(!f.matches("[data-form]"))return
e.preventDefault()
const b=e.submitter||$("button",f)[0],[fault]=$(".fault.general",f),away=f.dataset.next
$(".shown",f).map(n=>n.classList.remove("shown"));$(".why",f).map(n=>n.remove());$(".wrong",f).map(n=>n.classList.remove("wrong"));$("[aria-invalid]",f).map(n=>{n.removeAttribute("aria-invalid");n.setAttribute("aria-describedby",n.dataset.hint||"");n.dataset.hint||n.removeAttribute("aria-describedby")})
b.disabled=1
const say=(t,list=[])=>{fault.textContent="";const p=put(fault,"p","","");put(p,"b","",t)
for(const r of list){const i=$("[name]",f).find(n=>n.name.toLowerCase()==r.fieldName.replace(/\\[.*/,"").toLowerCase());if(!i)continue
const box=i.closest(".field");if(!box||$(".why",box)[0])continue
box.classList.add("wrong");const w=put(box,"p","why",r.message);w.id=i.id+"-why";i.ariaInvalid="true";i.setAttribute("aria-describedby",(i.dataset.hint||"")+" "+w.id)
if(list.length>1){const a=put(put(fault,"p","",""),"a","",r.message);a.href="#"+i.id}}
show(fault)}
try{const body=new URLSearchParams([...new FormData(f)]);b.name&&body.set(b.name,b.value)
const r=await fetch(f.action,{method:"POST",body,headers:{Accept:"application/json"}}),t=await r.text();let a={};try{a=JSON.parse(t)}catch{}
if(r.ok){const s=a.key||a.clientSecret||a.password,[box]=$("#secret")
if(s&&box){$("code",box)[0].textContent=s;$("[data-for]",box).map(n=>n.textContent=body.get("name")||body.get("userName")||box.dataset.name||"");box.hidden=0;f.reset()
const p=new DOMParser().parseFromString(await(await fetch(location.href,{headers:{Accept:"text/html"}})).text(),"text/html");$("[data-live]").map(n=>{const m=p.getElementById(n.id);m&&n.replaceWith(m)});ready();box.scrollIntoView({block:"center"});$("h2",box)[0].focus();return b.disabled=0}
if(away!==undefined)return location.assign(away)
history.replaceState(0,"",location.pathname+location.search+"#done");return location.reload()}
b.disabled=0
const s=a.responseStatus||{},own=r.status==401&&$(".fault[id^='f=']",f)[0]
if(own)return show(own)
say(r.status==401?"You are not signed in any more. Open this page again to sign in.":r.status==429?"Too many calls. Wait a moment, then try again.":s.message||"It did not work: "+r.status+" "+r.statusText,s.errors)}
catch(v){b.disabled=0;say("Not sent: the host did not answer. Try again.")}})
})()
`
