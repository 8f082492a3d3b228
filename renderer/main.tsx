import './state/without-eval'
import { createRoot } from 'react-dom/client'
import { App } from './app/App'
import { startTheme } from './app/theme'
import { loadReadingFaces } from './reader/reading-faces'
import { warmReader } from './reader/warm-reader'
import { findHost } from './state/host'

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no element #root')

startTheme(document.documentElement)
createRoot(root).render(<App host={findHost()} />)
loadReadingFaces()
requestIdleCallback(warmReader)
