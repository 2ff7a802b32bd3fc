/** The pages' shared script: what is shown can be copied. Everything works without it. */
export const script = `(()=>{
const d=document
for(const b of d.querySelectorAll("[data-copy]")){b.hidden=0;b.onclick=async()=>{await navigator.clipboard.writeText(b.closest(".request,.response,.source").querySelector("pre").textContent);b.textContent="Copied";setTimeout(()=>b.textContent="Copy",1500)}}
})()
`
