using System.CommandLine;

namespace Concentric.Dashboard.Verbs;

/// <summary>The command line: a verb does one thing and ends; without one the web application runs.</summary>
internal static class VerbLine
{
    /// <summary>All verbs. A new one adds its file and one line.</summary>
    private static readonly Func<VerbHost, Command>[] All =
    [
        MigrateVerb.Make,
        CreateAdminVerb.Make,
        AddCommunityVerb.Make,
        CreateApiKeyVerb.Make,
        GenerateVerb.Make,
        ExportVerb.Make,
        FilesVerb.Make,
    ];

    /// <summary>How long a verb may tidy up after Ctrl+C before it is ended the hard way.</summary>
    private static readonly TimeSpan TidyingTime = TimeSpan.FromMinutes(2);

    /// <summary>True when the arguments ask for a verb or for help, and not for the web application with settings.</summary>
    public static bool IsAsked(string[] args) =>
        args is [var first, ..] && (first is "--help" or "-h" or "-?" or "--version" || (!first.StartsWith('-') && !first.Contains('=')));

    /// <returns>The exit code: 0 when the verb has done what it was asked for.</returns>
    public static Task<int> RunAsync(string[] args)
    {
        // --Section:Key=value sets a setting, here as for the web application.
        var settings = args.Where(arg =>
            arg.StartsWith("--", StringComparison.Ordinal) && arg.IndexOf(':') is > 2 and var colon && arg.IndexOf('=') > colon).ToArray();
        var host = new VerbHost(settings);
        var root = new RootCommand(Terminal.Line("Verb.Root"));
        foreach (var make in All) root.Add(make(host));
        // With arguments it is a verb that is missing; the web application was not asked for.
        return root.Parse([.. args.Where(arg => !settings.Contains(arg))])
            .InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TidyingTime });
    }
}
