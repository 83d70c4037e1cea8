using System.Reflection;
using System.Text.RegularExpressions;
using Concentric.Dashboard.Infrastructure;
using Concentric.Dashboard.Settings;
using Concentric.Data;
using Concentric.Settings;
using Concentric.Tests.TestData;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Concentric.Tests.Integration;

/// <summary>
/// Every setting is checked at the start. The keys are those that the sections ask for, so that a new one is walked by itself.
/// </summary>
public sealed partial class SettingsTests : IDisposable
{
    private const string Secret = "hidden-word";

    /// <summary>No number, word, address or zone, and no text on one line.</summary>
    private const string NoText = "line\nline";

    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void ShippedFiles_AreAccepted()
    {
        foreach (var environment in (string[])["Production", "Development"])
        {
            var (host, asked) = Build(new() { ["Data:Folder"] = folder.Path }, files: environment);
            using (host) host.CheckSettings();
            Assert.Contains("Mail:Host", asked);
        }
    }

    [Fact]
    public void EveryOptionsClassThatIsInjected_HasAValidatorOfTheStart()
    {
        using var host = Build(Valid()).Host;
        var checkedTypes = host.Services.GetServices<ISettingsSection>().Select(section => section.Options).ToHashSet();
        var injected = new[] { typeof(Program).Assembly, typeof(StoreOptions).Assembly }
            .SelectMany(assembly => assembly.GetTypes())
            .SelectMany(type => type.GetConstructors(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance))
            .SelectMany(constructor => constructor.GetParameters())
            .Select(parameter => parameter.ParameterType)
            .Where(type => type.Namespace?.StartsWith("Concentric", StringComparison.Ordinal) == true && NameOfOptions().IsMatch(type.Name))
            // Nested ones and the generator's are arguments of a verb, which the command line checks.
            .Where(type => !type.IsNested && type.Name != "GeneratorOptions")
            .Distinct().ToList();
        Assert.True(injected.Count >= 9, "The walk finds no options.");
        Assert.Empty(injected.Where(type => !checkedTypes.Contains(type)).Select(type => type.FullName));

        foreach (var type in checkedTypes)
        {
            Assert.Single(host.Services.GetServices(typeof(IValidateOptions<>).MakeGenericType(type)), check => check is ISettingsSection);
            Assert.NotNull(host.Services.GetService(type));
        }
    }

    /// <summary>
    /// What lives as long as the program, or a page that stays open, would keep the settings of its first use: it takes the options
    /// that are watched.
    /// </summary>
    [Fact]
    public void WhatLivesLong_TakesNoOptionsThatMayChange()
    {
        using var host = Build(Valid()).Host;
        var changing = host.Services.GetServices<ISettingsSection>().Where(section => section.Group.IsOnScreen)
            .Select(section => section.Options).ToHashSet();
        Assert.True(changing.Count >= 10, "The walk finds no options.");
        var holders = new[] { typeof(Program).Assembly, typeof(StoreOptions).Assembly }.SelectMany(assembly => assembly.GetTypes())
            .Where(type => type.GetConstructors(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance)
                .Any(constructor => constructor.GetParameters().Any(parameter => changing.Contains(parameter.ParameterType))))
            .Where(type => !changing.Contains(type)).Select(type => type.Name);
        // One for each circuit; and what tests and verbs give values that stay.
        Assert.Equal(["CircuitRecheck", "MetricCatalogue"], holders.Order(StringComparer.Ordinal));

        var components = typeof(Program).Assembly.GetTypes().Where(type => type.IsAssignableTo(typeof(ComponentBase))).Where(type =>
            type.GetProperties(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance).Any(property =>
                property.GetCustomAttribute<InjectAttribute>() is not null && changing.Contains(property.PropertyType)));
        // A certificate and a unit's page are drawn once, to be printed.
        Assert.Equal(["CertificatePage", "UnitPage"], components.Select(type => type.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void EverySetting_IsDeclaredOnce_WithItsWords()
    {
        var declared = SettingGroups.All.SelectMany(group => group.Settings).Select(setting => setting.Key).ToList();
        Assert.Equal(declared.Count, declared.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.Equal([], AskedKeys().Except(declared).Order());
        foreach (var culture in new[] { "zh-CN", "en" })
        {
            var language = System.Globalization.CultureInfo.GetCultureInfo(culture);
            Assert.All(declared, key => Assert.NotNull(Concentric.Dashboard.Resources.UiTexts.Find($"Setting.Label.{key}", language)));
            Assert.All(declared, key => Assert.NotNull(Concentric.Dashboard.Resources.UiTexts.Find($"Setting.Purpose.{key}", language)));
        }
    }

    /// <summary>The tables are made of the declarations; with DASHBOARD_WRITE_TABLES=1 this test writes them.</summary>
    [Theory]
    [InlineData("README.md", "en")]
    [InlineData("README.zh-CN.md", "zh-CN")]
    public void TheTableOfTheReadme_IsTheOneOfTheDeclarations(string file, string language)
    {
        const string begin = "<!-- settings -->\n", end = "<!-- /settings -->";
        var path = Path.Combine(Repository.Root, file);
        var text = File.ReadAllText(path).ReplaceLineEndings("\n");
        var (from, to) = (text.IndexOf(begin, StringComparison.Ordinal) + begin.Length, text.IndexOf(end, StringComparison.Ordinal));
        Assert.True(from > begin.Length && to >= from, "The README has no place for the table.");
        var table = SettingsTable.Of(System.Globalization.CultureInfo.GetCultureInfo(language));
        if (Environment.GetEnvironmentVariable("DASHBOARD_WRITE_TABLES") == "1") File.WriteAllText(path, text[..from] + table + text[to..]);
        else Assert.Equal(table, text[from..to]);
    }

    [Fact]
    public void WhatEachSectionReads_IsRefusedByTheStart_WhenItIsWrong()
    {
        var keys = AskedKeys();
        Assert.True(keys.Count > 30, "The walk finds no settings.");
        foreach (var key in keys)
        {
            var wrong = key switch
            {
                // Of the two, neither may be missing.
                "Mail:User" or "Mail:Password" => "",
                // A folder below a file; other names are made.
                "Data:Folder" => Path.Combine(Repository.Root, "Dashboard.sln", "data"),
                _ => NoText,
            };
            Assert.True(ProblemsWith(key, wrong).Any(problem => problem.Key == key), key);
        }
    }

    [Fact]
    public void EveryLimit_HoldsAtItsEdge_AndRefusesOnePast()
    {
        var walked = 0;
        foreach (var key in AskedKeys().Where(key => key != "Data:Folder"))
        {
            var told = ProblemsWith(key, NoText).FirstOrDefault(problem => problem.Mend is "Settings.Whole" or "Settings.Number");
            if (told is not { Values: [decimal least, decimal most] } limit) continue;
            walked++;
            var step = limit.Mend == "Settings.Whole" ? 1m : 0.001m;
            foreach (var inside in new[] { least, most })
                Assert.DoesNotContain(ProblemsWith(key, Text(inside)), problem => problem.Mend == limit.Mend);
            foreach (var outside in new[] { least - step, most + step })
            {
                var refused = Assert.Single(ProblemsWith(key, Text(outside)), problem => problem.Mend == limit.Mend);
                Assert.Equal((key, Text(outside)), (refused.Key, refused.Value));
            }
        }

        Assert.True(walked >= 18, "The walk finds no limits.");

        static string Text(decimal number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }

    [Theory]
    [InlineData("ConnectionStrings:Dashboard", "Server=db;Database=Concentric;Password=a;hidden-word=1", "SqlServer")]
    [InlineData("ConnectionStrings:Dashboard", "Data Source=a.db;Password=a;hidden-word=1", "Sqlite")]
    [InlineData("ConnectionStrings:Dashboard", "Data Source=a.db;Cache=hidden-word", "Sqlite")]
    [InlineData("ConnectionStrings:Dashboard", "Data Source=:memory:;Password=hidden-word", "Sqlite")]
    [InlineData("Mail:Site", "https://office:hidden-word@dashboard.example.com/", "Sqlite")]
    [InlineData("Office:Address", "ftp://office:hidden-word@dashboard.example.com/", "Sqlite")]
    [InlineData("Telemetry:Endpoint", "tcp://office:hidden-word@otlp.example.com/", "Sqlite")]
    public void ARefusal_NamesTheKey_AndRepeatsNoSecret(string key, string value, string provider)
    {
        var settings = Valid();
        (settings["Database:Provider"], settings["Mail:Password"], settings[key]) = (provider, Secret, value);
        using var host = Build(settings).Host;
        var refusal = Assert.Throws<SettingsException>(host.CheckSettings);
        Assert.Contains(refusal.Problems, problem => problem.Key == key);
        Assert.DoesNotContain(Secret, refusal.ToString());
        // The framework's own check says the same, wherever it comes up.
        var framework = Assert.ThrowsAny<Exception>(host.Services.GetRequiredService<IStartupValidator>().Validate);
        Assert.DoesNotContain(Secret, framework.ToString());
    }

    [Fact]
    public void TheConfigurationIsReadInOnePlace()
    {
        // What must be known before there are settings: where to listen, and how the files of the program itself are served.
        string[] allowed = ["SettingValues.cs", "DefaultAddress.cs", "CompressedAssets.cs"];
        var reading = new[] { "Dashboard", "Dashboard.Core" }
            .SelectMany(project => Directory.EnumerateFiles(Path.Combine(Repository.Root, project), "*.cs", SearchOption.AllDirectories))
            .Where(file => !Built().IsMatch(file))
            .Where(file => ReadsConfiguration().IsMatch(File.ReadAllText(file))).Select(Path.GetFileName);
        Assert.Equal(allowed.Order(StringComparer.Ordinal), reading.Order(StringComparer.Ordinal));
    }

    /// <summary>Everything set and right, so that no section passes over a key.</summary>
    private Dictionary<string, string?> Valid() => new()
    {
        ["Data:Folder"] = folder.Path,
        ["Mail:Host"] = "smtp.example.cn",
        ["Mail:From"] = "office@example.cn",
        ["Mail:User"] = "office",
        ["Mail:Password"] = Secret,
        ["Mail:Site"] = "https://dashboard.example.cn/",
    };

    private List<string> AskedKeys()
    {
        var (host, asked) = Build(Valid());
        host.Dispose();
        // The framework's own, read for its default.
        return [.. asked.Where(key => !key.Equals("urls", StringComparison.OrdinalIgnoreCase))];
    }

    private List<SettingProblem> ProblemsWith(string key, string value)
    {
        var settings = Valid();
        settings[key] = value;
        using var host = Build(settings).Host;
        var problems = host.Services.GetServices<ISettingsSection>().SelectMany(section => section.Problems).ToList();
        if (problems.Count > 0) Assert.Throws<SettingsException>(host.CheckSettings);
        else host.CheckSettings();
        return problems;
    }

    private static (IHost Host, IReadOnlyList<string> Asked) Build(Dictionary<string, string?> settings, string? files = null)
    {
        var root = Path.Combine(Repository.Root, "Dashboard");
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { ContentRootPath = root });
        if (files is not null)
            builder.Configuration.AddJsonFile("appsettings.json").AddJsonFile($"appsettings.{files}.json", optional: true);
        builder.Configuration.AddInMemoryCollection(settings);
        var asked = new AskedFor();
        builder.Configuration.Sources.Add(asked);
        // Until here the host itself has read.
        asked.Keys.Clear();
        builder.AddSettings();
        builder.AddTelemetry();
        var keys = asked.Keys.Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        return (builder.Build(), keys);
    }

    [GeneratedRegex("(Options|Settings|Limits)$")]
    private static partial Regex NameOfOptions();

    [GeneratedRegex(@"[\\/](obj|bin)[\\/]")]
    private static partial Regex Built();

    [GeneratedRegex(@"\bIConfiguration\b|onfiguration\[|onfiguration\.Get|GetSection\(")]
    private static partial Regex ReadsConfiguration();

    /// <summary>A source of nothing that notes what is asked for.</summary>
    private sealed class AskedFor : ConfigurationProvider, IConfigurationSource
    {
        public List<string> Keys { get; } = [];

        public IConfigurationProvider Build(IConfigurationBuilder builder) => this;

        public override bool TryGet(string key, out string? value)
        {
            Keys.Add(key);
            value = null;
            return false;
        }
    }
}
