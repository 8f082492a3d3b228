// breaks house/no-network

export const ask = () => new EventSource('https://example.org')
