/** Access tokens live ten minutes, as the vendor's do (usage-domain 1.3.6). */
export const tokenSeconds = 600
