"""The demo province: agencies, people, procedures and dossiers, as data files and acts."""
