/** The two IPC channels between window and main process. In a file of its own: the preload imports nothing else. */
export const CALL_CHANNEL = 'sourcebook:call'
export const EVENT_CHANNEL = 'sourcebook:event'
