using System.Collections.Frozen;
using Microsoft.Extensions.Configuration.CommandLine;
using Microsoft.Extensions.Configuration.EnvironmentVariables;

namespace Concentric.Dashboard.Settings;

/// <summary>Where a setting's value comes from, the strongest first.</summary>
public enum SettingOrigin
{
    CommandLine,
    Environment,
    File,

    /// <summary>Given by whatever starts the program, as a test.</summary>
    Host,

    /// <summary>Set on screen by an administrator.</summary>
    Store,

    Default,
}

/// <summary>What files, environment and command line say of a setting.</summary>
/// <param name="Name">The file, variable or argument.</param>
internal sealed record SettingSource(string Value, SettingOrigin Origin, string Name);

/// <summary>
/// What is written where: in files, environment and command line, as the host's configuration has them, and in the store. Only the
/// first are part of the configuration: were the store a source of it, a row could say where the server listens, and whoever lists
/// the configuration would see the secrets.
/// </summary>
internal sealed class SettingValues(IConfigurationRoot configuration)
{
    private static readonly string[] Prefixes = ["", "ASPNETCORE_", "DOTNET_"];

    private volatile FrozenDictionary<string, string> stored = FrozenDictionary<string, string>.Empty;

    /// <summary>Values that administrators have set, secrets in clear.</summary>
    public IReadOnlyDictionary<string, string> Stored => stored;

    /// <summary>Calls back when a file was changed.</summary>
    public IDisposable OnFileChange(Action changed) =>
        Microsoft.Extensions.Primitives.ChangeToken.OnChange(configuration.GetReloadToken, changed);

    public void ReplaceStored(IReadOnlyDictionary<string, string> values) => stored = values.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>What the machine says; null when it says nothing. The strongest source counts, also where it says a blank.</summary>
    public SettingSource? Find(string key) => Find(configuration, key) is { Value.Length: > 0 } found ? found : null;

    private static SettingSource? Find(IConfigurationRoot root, string key)
    {
        foreach (var provider in root.Providers.Reverse())
        {
            if (!provider.TryGet(key, out var value)) continue;
            if (provider is ChainedConfigurationProvider { Configuration: IConfigurationRoot inner } && Find(inner, key) is { } within)
                return within;
            var (origin, name) = NameOf(provider, key);
            return new(value?.Trim() ?? "", origin, name);
        }

        return null;
    }

    /// <summary>The variable that is there: the framework reads some with a prefix, which it keeps to itself.</summary>
    private static string VariableOf(string key)
    {
        var name = key.Replace(":", "__");
        return Prefixes.Select(prefix => prefix + name).FirstOrDefault(one => Environment.GetEnvironmentVariable(one) is not null)
            ?? Prefixes.Select(prefix => (prefix + name).ToUpperInvariant())
                .FirstOrDefault(one => Environment.GetEnvironmentVariable(one) is not null) ?? name;
    }

    private static (SettingOrigin Origin, string Name) NameOf(IConfigurationProvider provider, string key) => provider switch
    {
        CommandLineConfigurationProvider => (SettingOrigin.CommandLine, $"--{key}"),
        EnvironmentVariablesConfigurationProvider => (SettingOrigin.Environment, VariableOf(key)),
        FileConfigurationProvider file => (SettingOrigin.File, Path.GetFileName(file.Source.Path ?? "")),
        _ => (SettingOrigin.Host, ""),
    };
}
