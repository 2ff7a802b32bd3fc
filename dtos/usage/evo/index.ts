export * from './get-ai-usage'
export * from './list-usage-records'
