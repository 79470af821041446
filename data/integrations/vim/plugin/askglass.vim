" askglass.vim: asks Askglass about the lines that are chosen, with the file, the place and what is wrong there.
"   :Askglass why is this slow?          the line, or the lines of a range; the answer comes into a window
"   :'<,'>Askglass                       the lines that are marked
"   :AskglassLast                        the command that failed last
" For Vim 8.1 and later, and for Neovim. Copy it to ~/.vim/plugin or ~/.config/nvim/plugin.
if exists('g:loaded_askglass') || !exists('*json_encode')
  finish
endif
let g:loaded_askglass = 1
let g:askglass_program = get(g:, 'askglass_program', 'askglass')

" What quickfix and location list, and with Neovim its language servers, say of this file.
function! s:diagnostics() abort
  let l:all = []
  for l:entry in getloclist(0) + getqflist()
    if l:entry.valid && l:entry.bufnr == bufnr('%')
      call add(l:all, {'line': l:entry.lnum, 'column': l:entry.col, 'message': l:entry.text,
            \ 'severity': l:entry.type ==? 'w' ? 'warning' : l:entry.type ==? 'i' ? 'info' : 'error'})
    endif
  endfor
  if has('nvim') && exists('*luaeval')
    for l:entry in luaeval('vim.diagnostic and vim.diagnostic.get(0) or {}')
      call add(l:all, {'line': l:entry.lnum + 1, 'column': l:entry.col + 1, 'message': l:entry.message,
            \ 'severity': get(['error', 'warning', 'info', 'info'], l:entry.severity - 1, 'error'), 'source': get(l:entry, 'source', '')})
    endfor
  endif
  return l:all
endfunction

function! s:project() abort
  let l:git = finddir('.git', escape(expand('%:p:h'), ' ') . ';')
  return l:git ==# '' ? getcwd() : fnamemodify(l:git, ':p:h:h')
endfunction

function! AskglassNote(first, last) abort
  return json_encode({'file': expand('%:p'), 'line': a:first, 'column': a:first == line('.') ? col('.') : 1, 'project': s:project(),
        \ 'selection': join(getline(a:first, a:last), "\n"), 'diagnostics': s:diagnostics()})
endfunction

function! s:show(answer) abort
  new
  setlocal buftype=nofile bufhidden=wipe noswapfile filetype=markdown
  call setline(1, split(a:answer, "\n"))
  setlocal nomodifiable
endfunction

function! s:ask(options, words, input) abort
  let l:words = a:words ==# '' ? '' : ' -- ' . shellescape(a:words)
  call s:show(system(shellescape(g:askglass_program) . ' ask ' . a:options . l:words, a:input))
endfunction

command! -range -nargs=* Askglass call s:ask('--selection', <q-args>, AskglassNote(<line1>, <line2>))
command! -nargs=* AskglassLast call s:ask('--last', <q-args>, '')
