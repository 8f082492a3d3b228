export const ask = (body: string) => fetch('/call', { method: 'POST', body })
