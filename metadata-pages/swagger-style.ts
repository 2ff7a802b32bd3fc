/** Swagger UI in the pages' colours: its own have too little contrast, and no dark. */
export const swaggerStyle = `:root{color-scheme:light dark;--paper:#fcfcfb;--raised:#f3f3f0;--line:#dddcd6;--ink:#16181a;--ink2:#474c52;--link:#15489f;--ok:#0b6650;--warn:#855000;--bad:#b3261e;--solid:#fff}
@media (prefers-color-scheme:dark){:root{--paper:#121415;--raised:#1b1e20;--line:#2e3336;--ink:#eceded;--ink2:#b6bbc0;--link:#93b8ff;--ok:#62cfaa;--warn:#f0b35c;--bad:#ff8d84;--solid:#121415}}
body{margin:0;background:var(--paper)}
#swagger-ui :is(h1,h2,h3,h4,h5,p,li,.opblock-summary-description,td,th,label,span,div,button,table,.title,.model,.parameter__name,.tab li,.opblock-tag,.response-col_status){color:var(--ink)}
#swagger-ui :is(a,.info a,a.nostyle){color:var(--link)}
#swagger-ui a.nostyle{display:inline-block;min-height:24px;line-height:24px}
#swagger-ui :is(.scheme-container,.opblock .opblock-section-header,.model-box,section.models,.dialog-ux .modal-ux){background:var(--raised);box-shadow:none}
#swagger-ui .opblock,#swagger-ui section.models,#swagger-ui .opblock-tag{background:none!important;border-color:var(--line)!important;box-shadow:none}
#swagger-ui :is(input,select,textarea,.btn){background:var(--paper);color:var(--ink)!important;border-color:var(--ink2)}
#swagger-ui .opblock .opblock-summary-method{background:var(--link)!important;color:var(--solid);text-shadow:none}
#swagger-ui .opblock-get .opblock-summary-method{background:var(--ok)!important}
#swagger-ui .opblock-delete .opblock-summary-method{background:var(--bad)!important}
#swagger-ui :is(.version-stamp span.version,.info .title small){background:var(--ink2)!important}
#swagger-ui .info .title small pre{color:var(--paper)!important}
#swagger-ui svg{fill:var(--ink)}
#swagger-ui :is(.prop-type,.parameter__type){color:var(--ink2)}#swagger-ui :is(.parameter__name.required:after,.parameter__name.required span){color:var(--bad)}
#swagger-ui .highlight-code>.microlight,#swagger-ui .microlight{background:var(--raised)!important;color:var(--ink)!important}#swagger-ui .microlight span{color:inherit!important}
#swagger-ui .btn.execute{background:#ffd400;border-color:#ffd400;color:#16181a!important}
`
