@echo off
rem Starts Rookery from any folder; builds it on first use and when a source is newer than the build.
rem
rem   ROOKERY_JAVA          a JDK's folder, or its java.exe; otherwise JAVA_HOME, PATH and the usual
rem                         folders are searched for a JDK of at least version 25
rem   ROOKERY_JAVA_OPTIONS  options for the JVM, as -Xmx8g, instead of -XX:+UseSerialGC

setlocal EnableExtensions DisableDelayedExpansion
set "NEEDED=25"
set "ROOT=%~dp0"
set "MODULES=%ROOT%cli\target\modules"
set "JDK="
set "FOUND="

rem ---- a JDK
if defined ROOKERY_JAVA (
    call :try "%ROOKERY_JAVA%"
    call :try_java "%ROOKERY_JAVA%"
    goto :chosen
)
if defined JAVA_HOME call :try "%JAVA_HOME%"
for /f "delims=" %%j in ('where java 2^>nul') do call :try_java "%%j"
for /d %%h in (
    "%ProgramFiles%\Eclipse Adoptium\*" "%ProgramFiles%\Java\*" "%ProgramFiles%\Microsoft\*"
    "%ProgramFiles%\Zulu\*" "%USERPROFILE%\.jdks\*"
) do call :try "%%~h"

:chosen
if not defined JDK (
    if not defined FOUND set "FOUND= none"
    goto :no_jdk
)

rem ---- the build
powershell -NoProfile -Command ^
    "$b = Get-Item -ErrorAction Ignore -LiteralPath ($env:MODULES + '\rookery-cli.jar');" ^
    "if (-not $b) { exit 1 }" ^
    "Set-Location -LiteralPath $env:ROOT;" ^
    "$m = 'kernels', 'core', 'data', 'formats', 'explain', 'report', 'cli';" ^
    "$s = @('pom.xml') + ($m | %% { $_ + '\pom.xml'; $_ + '\src\main' });" ^
    "$n = Get-ChildItem -Recurse -Path $s | ? { $_.LastWriteTime -gt $b.LastWriteTime };" ^
    "if ($n) { exit 1 }"
if errorlevel 1 (
    call :build
    if errorlevel 1 exit /b 2
)

rem ---- start
rem The classes a training loads, as the JVM keeps them: docs\decisions\008-class-archive.md
set "ARCHIVE=%ROOT%cli\target\rookery.jsa"
set "SHARED="
set "OF="
if exist "%ARCHIVE%" set /p OF=<"%ARCHIVE%.of"
if "%OF%"=="%MODULES%" set SHARED=-XX:SharedArchiveFile="%ARCHIVE%" -Xlog:aot=off,cds=off
if not defined ROOKERY_JAVA_OPTIONS set "ROOKERY_JAVA_OPTIONS=-XX:+UseSerialGC"
"%JDK%\bin\java.exe" --add-modules jdk.incubator.vector -Djava.awt.headless=true ^
    %SHARED% %ROOKERY_JAVA_OPTIONS% -Drookery.command=rookery ^
    -p "%MODULES%" -m rookery.cli/rookery.cli.Main %*
exit /b %errorlevel%

rem Takes the JDK in this folder if it is new enough, otherwise remembers what was found.
:try
if defined JDK exit /b
if not exist "%~1\bin\java.exe" exit /b
if not exist "%~1\release" exit /b
set "VERSION=0"
for /f "usebackq tokens=1,2 delims==" %%a in ("%~1\release") do (
    if "%%a"=="JAVA_VERSION" set "VERSION=%%~b"
)
set "MAJOR=0"
for /f "tokens=1 delims=.-+" %%m in ("%VERSION%") do set "MAJOR=%%m"
if %MAJOR% geq %NEEDED% (set "JDK=%~1") else set "FOUND=%FOUND% %VERSION% at %~1,"
exit /b

rem Likewise for the JDK this java.exe belongs to.
:try_java
for %%b in ("%~dp1.") do call :try "%%~dpb."
exit /b

:build
where mvn >nul 2>nul
if errorlevel 1 (
    echo Rookery must be built first, which needs Maven: install it, so that mvn is on the PATH.>&2
    exit /b 2
)
echo building Rookery ...>&2
if exist "%JDK%\bin\javac.exe" set "JAVA_HOME=%JDK%"
if not exist "%ROOT%cli\target" mkdir "%ROOT%cli\target"
pushd "%ROOT%"
call mvn -q -B -Dmaven.test.skip=true -pl cli -am package >cli\target\build.log 2>&1
if errorlevel 1 (
    type cli\target\build.log >&2
    popd
    echo Rookery could not be built: what Maven says is above, and in cli\target\build.log>&2
    exit /b 2
)
popd
call :archive >nul 2>nul
exit /b 0

rem Whole or not at all; without one everything works, but starts later.
:archive
set "ARCHIVE=%ROOT%cli\target\rookery.jsa"
set "WORK=%ROOT%cli\target\archive"
set "QUIETLY="%JDK%\bin\java.exe" --add-modules jdk.incubator.vector -XX:+UseSerialGC"
set "TRAINING=-p "%MODULES%" -m rookery.cli/rookery.cli.Main train penguins --runs-dir "%WORK%\runs""
del /q "%ARCHIVE%"
mkdir "%WORK%"
%QUIETLY% -XX:DumpLoadedClassList="%WORK%\classes" %TRAINING%
%QUIETLY% -Xshare:dump -XX:SharedClassListFile="%WORK%\classes" ^
    -XX:SharedArchiveFile="%WORK%\rookery.jsa" %TRAINING%
if errorlevel 1 goto :archived
>"%ARCHIVE%.of" echo %MODULES%
move /y "%WORK%\rookery.jsa" "%ARCHIVE%"
:archived
rmdir /s /q "%WORK%"
exit /b

:no_jdk
echo Rookery needs a JDK of version %NEEDED% or newer, found%FOUND%.>&2
echo Install one (https://adoptium.net), or name it: set ROOKERY_JAVA=C:\path\to\jdk>&2
exit /b 2
