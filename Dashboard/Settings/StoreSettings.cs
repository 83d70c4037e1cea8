using Concentric.Data;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;

namespace Concentric.Dashboard.Settings;

/// <summary>
/// Which store, and where. A connection string may hold a password, so a message repeats nothing of it, nor what the library says
/// of its parts.
/// </summary>
internal static class StoreSettings
{
    private const string FileName = "concentric.db";

    public static StoreOptions Read(SettingsReader reader, string folder, string root)
    {
        var most = reader.Whole(MachineSettings.MaxBatchSize);
        var name = reader.Raw(MachineSettings.Provider.Key) ?? MachineSettings.Provider.Default!;
        if (name.Equals(nameof(StoreProvider.Sqlite), StringComparison.OrdinalIgnoreCase))
            return new StoreOptions(StoreProvider.Sqlite, Sqlite(reader, folder, root));
        if (name.Equals(nameof(StoreProvider.SqlServer), StringComparison.OrdinalIgnoreCase))
            return new StoreOptions(StoreProvider.SqlServer, SqlServer(reader), most);
        reader.Complain(MachineSettings.Provider.Key, name, "Settings.Provider");
        return new StoreOptions(StoreProvider.Sqlite, "");
    }

    private static string Sqlite(SettingsReader reader, string folder, string root)
    {
        try
        {
            var connection = new SqliteConnectionStringBuilder(reader.Raw(MachineSettings.Connection.Key));
            var isFile = connection.Mode != SqliteOpenMode.Memory && !connection.DataSource.StartsWith(':')
                && !connection.DataSource.StartsWith("file:", StringComparison.Ordinal);
            if (!isFile) reader.Complain(MachineSettings.Connection.Key, null, "Settings.SqliteFile");
            else connection.DataSource = connection.DataSource.Length == 0
                ? Path.Combine(folder, FileName)
                : Path.GetFullPath(connection.DataSource, root);
            return connection.ToString();
        }
        catch (Exception failure) when (failure is ArgumentException or FormatException)
        {
            reader.Complain(MachineSettings.Connection.Key, null, "Settings.SqliteConnection");
            return "";
        }
    }

    private static string SqlServer(SettingsReader reader)
    {
        if (reader.Raw(MachineSettings.Connection.Key) is not { } text)
        {
            reader.Complain(MachineSettings.Connection.Key, null, "Settings.NoConnection");
            return "";
        }

        try
        {
            var connection = new SqlConnectionStringBuilder(text);
            // Without a database the tables would be made in "master".
            if (connection.DataSource.Length == 0 || (connection.InitialCatalog.Length == 0 && connection.AttachDBFilename.Length == 0))
                reader.Complain(MachineSettings.Connection.Key, null, "Settings.NoDatabase");
            return text;
        }
        catch (Exception failure) when (failure is ArgumentException or FormatException)
        {
            reader.Complain(MachineSettings.Connection.Key, null, "Settings.SqlServerConnection");
            return "";
        }
    }
}
