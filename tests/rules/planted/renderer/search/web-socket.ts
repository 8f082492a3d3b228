// breaks house/no-network

export const ask = () => new WebSocket('wss://example.org')
