/** The report's script: heads of tables that sort, and the answer to copy, as text: a number read and written again could lose digits. Without it the page says the same. */
export const reportScript = `(()=>{
const d=document,$=(s,e=d)=>[...e.querySelectorAll(s)],order=new Intl.Collator("und",{numeric:true})
for(const t of $("table[data-sort]")){const[b]=t.tBodies,h=$("thead th",t)
if(b.rows.length>1)for(const c of h){const k=d.createElement("button");k.type="button";k.append(...c.childNodes);c.append(k)
k.onclick=()=>{const up=c.ariaSort!="ascending",i=c.cellIndex,n=c.classList.contains("n"),v=r=>{const s=r.cells[i].textContent.trim();return s==""||s=="null"?void 0:n?Number(s.replace(/,/g,"")):s}
const rows=[...b.rows].map(r=>[v(r),r]).sort(([x],[y])=>x===void 0?(y!==void 0)*1:y===void 0?-1:(n?x-y:order.compare(x,y))*(up?1:-1))
for(const o of h)o.ariaSort=null
c.ariaSort=up?"ascending":"descending";b.append(...rows.map(([,r])=>r))}}}
const[c]=$("[data-copy-json]"),[j]=$("#data")
if(c&&j){c.hidden=0;c.onclick=async()=>{const s=j.textContent,k='"response":';await navigator.clipboard.writeText(s.slice(s.indexOf(k)+k.length,-1));c.textContent="Copied";setTimeout(()=>c.textContent="Copy JSON",1500)}}
})()
`
