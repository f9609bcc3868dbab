; `panda` in a terminal: a folder that Windows has on every user's PATH gets a line that calls the installed one.
!macro customInstall
  CreateDirectory "$LOCALAPPDATA\Microsoft\WindowsApps"
  FileOpen $0 "$LOCALAPPDATA\Microsoft\WindowsApps\panda.cmd" w
  FileWrite $0 '@"$INSTDIR\resources\launchers\panda.cmd" %*$\r$\n'
  FileClose $0
!macroend

!macro customUnInstall
  Delete "$LOCALAPPDATA\Microsoft\WindowsApps\panda.cmd"
!macroend
