@echo off
rem `panda` of the installed app.
setlocal
set PANDA_AS_COMMAND=1
"%~dp0..\..\Panda Annotator.exe" -- %*
