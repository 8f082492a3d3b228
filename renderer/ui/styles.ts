import './fonts'
import './tokens.css'
import './base.css'
import './highlights.css'
