import { calls } from '../../shared/contract/calls'
import { Reader } from '../reader/Reader'
import { useCall } from '../state/use-call'
import { Button } from '../ui/Button'

export const parts = [calls, Reader, useCall, Button]
