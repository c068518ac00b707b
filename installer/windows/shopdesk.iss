; The set-up program for Windows, for Inno Setup 6: written with its manual beside it and NOT TRIED on Windows.
; Freeze first, on Windows:  .venv\Scripts\python installer\package.py
; Then:                      iscc installer\windows\shopdesk.iss

#define Version "0.1.0"
#define Frozen "..\..\build\package\shopdesk"

[Setup]
AppId={{6B0E5C0D-8C51-4E67-9C0B-5B7B6A2F4D11}
AppName=ShopDesk
AppVersion={#Version}
AppPublisher=The ShopDesk contributors
VersionInfoVersion={#Version}
; Qt 6 runs from this Windows 10 on.
MinVersion=10.0.17763
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
; The program is closed, as by hand, before its libraries are taken away.
CloseApplications=yes
RestartApplications=no

[Languages]
Name: "english"; MessagesFile: "compiler:Default.isl"
Name: "spanish"; MessagesFile: "compiler:Languages\Spanish.isl"
Name: "french"; MessagesFile: "compiler:Languages\French.isl"

[Files]
Source: "{#Frozen}\*"; DestDir: "{app}"; Flags: recursesubdirs ignoreversion

[InstallDelete]
; The libraries of an older version; the shops lie elsewhere and are never touched.
Type: filesandordirs; Name: "{app}\_internal"

[Icons]
Name: "{group}\ShopDesk"; Filename: "{app}\shopdesk.exe"
Name: "{autodesktop}\ShopDesk"; Filename: "{app}\shopdesk.exe"; Tasks: desktop

[Tasks]
Name: "desktop"; Description: "{cm:CreateDesktopIcon}"

[Run]
Filename: "{app}\shopdesk.exe"; Description: "{cm:LaunchProgram,ShopDesk}"; Flags: nowait postinstall skipifsilent
