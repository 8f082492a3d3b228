// breaks house/no-network

export const ask = () => new XMLHttpRequest()
