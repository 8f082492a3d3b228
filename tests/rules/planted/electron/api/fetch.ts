// breaks house/no-network

export const ask = () => fetch('https://example.org')
