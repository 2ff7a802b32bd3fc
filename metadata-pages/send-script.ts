/**
 * The script of a message's form: the answer appears beside it, a key goes into a header, the call can be copied. JSON is laid out as text,
 * since a number read and written again could lose digits.
 */
export const sendScript = `(()=>{
const d=document,q=s=>"'"+s.replace(/'/g,"'\\\\''")+"'"
const lay=s=>{let i=0,n=()=>"\\n"+"  ".repeat(i);return s.replace(/"(?:[^"\\\\]|\\\\.)*"|\\[\\]|{}|[{}[\\],:]/g,t=>/^[{[]$/.test(t)?(i++,t+n()):/^[}\\]]$/.test(t)?(i--,n()+t):t==","?t+n():t==":"?": ":t)}
for(const f of d.querySelectorAll("[data-send]")){const m=f.dataset.send,o=f.nextElementSibling,[send,curl]=f.querySelectorAll("button"),key=f.querySelector("[data-key]"),inUrl=/GET|DELETE/.test(m)
send.disabled=0;curl.hidden=0;if(key)key.closest(".field").hidden=0
const call=()=>{const p=new URLSearchParams([...new FormData(f)].filter(v=>v[1])),k=key?key.value.trim():"",h={}
if(/^bearer /i.test(k)||k.split(".").length==3)h.Authorization="Bearer "+k.replace(/^bearer +/i,"");else if(k)h["X-Api-Key"]=k
return[f.action+(inUrl&&p.size?"?"+p:""),h,inUrl?null:p]}
curl.onclick=async()=>{const[u,h,b]=call();await navigator.clipboard.writeText(["curl",m=="GET"||m=="POST"&&b.size?"":"-X "+m,...Object.entries(h).map(v=>"-H "+q(v.join(": "))),b&&b.size?"-d "+q(""+b):"",q(u)].filter(v=>v).join(" "));curl.textContent="Copied";setTimeout(()=>curl.textContent="Copy as curl",1500)}
f.onkeydown=e=>{if(e.key=="Enter"&&(e.ctrlKey||e.metaKey))f.requestSubmit()}
f.onsubmit=async e=>{e.preventDefault();const[u,h,b]=call(),t=performance.now(),add=(k,c,s)=>{const n=d.createElement(k);n.className=c;n.textContent=s;o.append(n);return n}
o.hidden=0
try{const r=await fetch(u,{method:m,headers:h,body:b}),s=await r.text()
o.textContent="";add("div","code-head "+(r.ok?"good":"poor"),(r.ok?"● ":"■ ")+r.status+" "+r.statusText+" · "+Math.round(performance.now()-t)+" ms · "+new Blob([s]).size+" B")
add("pre","code",/json/.test(r.headers.get("Content-Type"))?lay(s):s).tabIndex=0}catch(v){o.textContent="Not sent: "+v.message}}}
})()
`
