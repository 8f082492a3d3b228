// breaks house/no-network

export const tell = () => navigator.sendBeacon('https://example.org')
