; The set-up program for Windows, for Inno Setup 6: written with its manual beside it and NOT TRIED on Windows.
; Freeze first, on Windows:  .venv\Scripts\python installer\package.py
; Then:                      iscc installer\windows\shopdesk.iss

#define Version "0.1.0"
#define Frozen "..\..\build\package\shopdesk"

[Setup]
AppId={{6B0E5C0D-8C51-4E67-9C0B-5B7B6A2F4D11}
AppName=ShopDesk
AppVersion={#Version}
DefaultDirName={autopf}\ShopDesk
DefaultGroupName=ShopDesk
DisableProgramGroupPage=yes
LicenseFile=..\..\LICENSE
OutputDir=..\..\build\package
OutputBaseFilename=ShopDesk-{#Version}-setup
SetupIconFile=..\..\build\package\shopdesk.ico
UninstallDisplayIcon={app}\shopdesk.exe
WizardStyle=modern
Compression=lzma2
SolidCompression=yes
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=dialog
CloseApplications=yes

[Files]
Source: "{#Frozen}\*"; DestDir: "{app}"; Flags: recursesubdirs ignoreversion

[InstallDelete]
; The libraries of an older version; the shops lie elsewhere and are never touched.
Type: filesandordirs; Name: "{app}\_internal"

[Icons]
Name: "{group}\ShopDesk"; Filename: "{app}\shopdesk.exe"
Name: "{autodesktop}\ShopDesk"; Filename: "{app}\shopdesk.exe"; Tasks: desktop

[Tasks]
Name: "desktop"; Description: "A picture on the desktop"

[Run]
Filename: "{app}\shopdesk.exe"; Description: "Start ShopDesk"; Flags: nowait postinstall skipifsilent
