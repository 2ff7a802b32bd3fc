import type { OpenEngine } from './engine'

export const sqlite: OpenEngine = () => Promise.reject(new Error('being written'))
