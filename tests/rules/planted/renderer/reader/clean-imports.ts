import { Editor } from '@tiptap/core'
import { describeRange } from '../../shared/anchoring/describe-range'
import { useCall } from '../state/use-call'
import { Button } from '../ui/Button'
import { drawHighlights } from './draw-highlights'

export const parts = [Editor, describeRange, useCall, Button, drawHighlights]
