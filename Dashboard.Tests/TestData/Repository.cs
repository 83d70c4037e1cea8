namespace Concentric.Tests.TestData;

internal static class Repository
{
    /// <summary>The folder that holds Dashboard.sln, found upwards from the test's output.</summary>
    public static string Root { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory));

    private static string Find(DirectoryInfo? folder)
    {
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Dashboard.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException("Dashboard.sln is in no folder above the tests.");
    }
}
