namespace Concentric.Tests.TestData;

internal static class Repository
{
    /// <summary>The folder that holds Dashboard.sln, found upwards from the test's output.</summary>
    public static string Root { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory));

    /// <summary>The C# that is written by hand, as paths from <see cref="Root"/>.</summary>
    public static IReadOnlyList<string> SourceFiles()
    {
        var files = new[] { "Dashboard.Core", "Dashboard", "Dashboard.Tests", "Benchmarks" }
            .SelectMany(project => new DirectoryInfo(Path.Combine(Root, project)).EnumerateFiles("*.cs", SearchOption.AllDirectories))
            .Select(file => Path.GetRelativePath(Root, file.FullName).Replace('\\', '/'))
            .Where(file => !file.Split('/').Any(part => part is "obj" or "bin" or "Migrations"))
            .ToList();
        Assert.True(files.Count > 500, "The walk sees too few files.");
        return files;
    }

    /// <summary>Every component, likewise.</summary>
    public static IReadOnlyList<string> RazorFiles() =>
    [
        .. Directory.EnumerateFiles(Path.Combine(Root, "Dashboard"), "*.razor", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/')),
    ];

    private static string Find(DirectoryInfo? folder)
    {
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Dashboard.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException("Dashboard.sln is in no folder above the tests.");
    }
}
