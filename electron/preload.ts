import { contextBridge, ipcRenderer } from 'electron'
import { CALL_CHANNEL, EVENT_CHANNEL } from '../shared/contract/channel'

/** What a window of ours finds as `window.sourcebook`: calls and events, and no way to any other channel. */
contextBridge.exposeInMainWorld('sourcebook', {
  call: (name: string, input: unknown): Promise<unknown> => ipcRenderer.invoke(CALL_CHANNEL, name, input),
  onEvent(listener: (event: unknown) => void): () => void {
    // The IPC event object stays here: its `sender` would hand the page the whole of ipcRenderer.
    const receive = (_: unknown, event: unknown) => listener(event)
    ipcRenderer.on(EVENT_CHANNEL, receive)
    return () => {
      ipcRenderer.off(EVENT_CHANNEL, receive)
    }
  },
})
