-- Makes the database and the login of the application; may run again at any time. APP_PASSWORD comes from the environment.
-- The application owns its database (it migrates itself and may back it up) and has no rights outside it.
:on error exit
SET NOCOUNT ON;
-- The collation knows supplementary characters, as rare ones of names are, and orders Chinese by pinyin.
IF DB_ID(N'concentric') IS NULL CREATE DATABASE [concentric] COLLATE Chinese_Simplified_Pinyin_100_CI_AS_SC;
IF SUSER_ID(N'concentric') IS NULL
    CREATE LOGIN [concentric] WITH PASSWORD = N'$(APP_PASSWORD)', DEFAULT_DATABASE = [concentric];
ELSE
    ALTER LOGIN [concentric] WITH PASSWORD = N'$(APP_PASSWORD)';
GO
-- Readers see the last committed rows and do not wait for writers, as with SQLite's WAL.
IF (SELECT is_read_committed_snapshot_on FROM sys.databases WHERE name = N'concentric') = 0
    ALTER DATABASE [concentric] SET READ_COMMITTED_SNAPSHOT ON WITH ROLLBACK IMMEDIATE;
-- All sheets of a workbook tell of one moment. Without this they still do, but writers wait until it is read.
IF (SELECT snapshot_isolation_state FROM sys.databases WHERE name = N'concentric') = 0
    ALTER DATABASE [concentric] SET ALLOW_SNAPSHOT_ISOLATION ON;
GO
USE [concentric];
IF USER_ID(N'concentric') IS NULL
    CREATE USER [concentric] FOR LOGIN [concentric];
ELSE
    ALTER USER [concentric] WITH LOGIN = [concentric]; -- after a restore from another server the two have lost each other
ALTER ROLE [db_owner] ADD MEMBER [concentric];
GO
