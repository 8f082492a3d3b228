import './state/without-eval'
import { createRoot } from 'react-dom/client'
import { App } from './app/App'
import { followTheme } from './app/theme'
import { findHost } from './state/host'

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no element #root')

followTheme(document.documentElement, 'system')() // until the window knows what the person prefers
createRoot(root).render(<App host={findHost()} />)
