using Concentric.Dashboard.Verbs;
using Concentric.Settings;
using Microsoft.Extensions.Options;

namespace Concentric.Dashboard.Settings;

/// <summary>An options class and the settings it is made of.</summary>
internal interface ISettingsSection
{
    /// <summary>The options class.</summary>
    Type Options { get; }

    SettingGroup Group { get; }

    /// <summary>What is wrong with files, environment and command line; empty when nothing is. At the start it stops the start.</summary>
    IReadOnlyList<SettingProblem> Problems { get; }

    /// <summary>
    /// What is wrong with the settings of the store, which are passed over then: they may have become wrong by another setting in a
    /// file, and who can't start the program can't mend them on screen either.
    /// </summary>
    IReadOnlyList<SettingProblem> PassedOver { get; }

    /// <summary>Reads again. A wrong file changes nothing while the program runs.</summary>
    /// <returns>True when the options are others than before.</returns>
    bool Reload();

    /// <summary>What would be wrong if the store held these.</summary>
    IReadOnlyList<SettingProblem> Check(IReadOnlyDictionary<string, string> stored);
}

/// <summary>
/// Options that are read and checked by the same declaration, so that a limit is written once, and read again when a setting is
/// changed. Reading never fails: a wrong value counts as its default until the check stops the start.
/// </summary>
internal sealed class SettingsSection<T> : ISettingsSection, IValidateOptions<T>, IOptionsMonitor<T>
    where T : class
{
    private readonly Func<SettingsReader, T> read;
    private readonly SettingValues values;
    private volatile T current;
    private string?[] inputs;

    public SettingsSection(SettingGroup group, SettingValues values, Func<SettingsReader, T> read)
    {
        (Group, this.values, this.read) = (group, values, read);
        (inputs, (current, Problems, PassedOver)) = (Inputs(), ReadAll());
    }

    public Type Options => typeof(T);

    public SettingGroup Group { get; }

    public IReadOnlyList<SettingProblem> Problems { get; private set; }

    public IReadOnlyList<SettingProblem> PassedOver { get; private set; }

    public T CurrentValue => current;

    private event Action<T, string?>? Changed;

    /// <summary>As the framework's checks of the start ask for it.</summary>
    public T Get(string? name) => Validate(name, current) is { Failed: true } wrong
        ? throw new OptionsValidationException(name ?? "", typeof(T), wrong.Failures!)
        : current;

    public ValidateOptionsResult Validate(string? name, T options) => Problems.Count == 0
        ? ValidateOptionsResult.Success
        : ValidateOptionsResult.Fail(Problems.SelectMany(problem => Terminal.Cultures.Select(problem.Describe)));

    public IDisposable OnChange(Action<T, string?> listener)
    {
        Changed += listener;
        return new Listening(() => Changed -= listener);
    }

    public bool Reload()
    {
        // By what is written: two readings of the same are not always equal.
        var now = Inputs();
        if (now.AsSpan().SequenceEqual(inputs)) return false;
        inputs = now;
        var (value, problems, passedOver) = ReadAll();
        (Problems, PassedOver) = (problems, passedOver);
        if (problems.Count > 0) return false;
        current = value;
        Changed?.Invoke(value, null);
        return true;
    }

    public IReadOnlyList<SettingProblem> Check(IReadOnlyDictionary<string, string> stored) => ReadWith(stored).Problems;

    /// <summary>The options as they would be if the store held these.</summary>
    public (T Value, IReadOnlyList<SettingProblem> Problems) ReadWith(IReadOnlyDictionary<string, string> stored)
    {
        var reader = new SettingsReader(key => values.Find(key)?.Value ?? stored.GetValueOrDefault(key));
        return (read(reader), reader.Problems);
    }

    private string?[] Inputs() =>
        [.. Group.Settings.Select(setting => values.Find(setting.Key)?.Value ?? values.Stored.GetValueOrDefault(setting.Key))];

    private (T Value, IReadOnlyList<SettingProblem> Problems, IReadOnlyList<SettingProblem> PassedOver) ReadAll()
    {
        var (value, problems) = ReadWith(values.Stored);
        if (problems.Count == 0 || !Group.Settings.Any(setting => values.Stored.ContainsKey(setting.Key))) return (value, problems, []);
        var (without, ofMachine) = ReadWith(new Dictionary<string, string>());
        return (without, ofMachine, problems);
    }

    private sealed class Listening(Action stop) : IDisposable
    {
        public void Dispose() => stop();
    }
}

internal static class SettingsSections
{
    /// <summary>
    /// Registers an options class by how it is read, checked by <see cref="CheckSettings"/>. What lives as long as the program takes it
    /// as <see cref="IOptionsMonitor{TOptions}"/>; what lives shortly may take the class itself, as it is at that moment.
    /// </summary>
    /// <returns>The options, for what must be known before the host is built; with defaults for what is wrong.</returns>
    public static T AddSettings<T>(this IHostApplicationBuilder builder, SettingGroup group, Func<SettingsReader, T> read)
        where T : class
    {
        var section = new SettingsSection<T>(group, builder.SettingValues(), read);
        builder.Services.AddSingleton(section);
        builder.Services.AddSingleton<ISettingsSection>(section);
        builder.Services.AddSingleton<IValidateOptions<T>>(section);
        builder.Services.AddSingleton<IOptionsMonitor<T>>(section);
        builder.Services.AddOptions<T>().ValidateOnStart();
        if (group.IsOnScreen) builder.Services.AddTransient(_ => section.CurrentValue);
        else builder.Services.AddSingleton(section.CurrentValue);
        return section.CurrentValue;
    }

    /// <summary>
    /// Runs the checks of the start before anything is done by the settings: the host's own start comes after the store is prepared.
    /// </summary>
    /// <exception cref="SettingsException">Something is wrong; all of it is named at once.</exception>
    public static void CheckSettings(this IHost host)
    {
        try
        {
            host.Services.GetRequiredService<IStartupValidator>().Validate();
        }
        catch (Exception failure) when (failure is OptionsValidationException or AggregateException)
        {
            var problems = host.Services.GetServices<ISettingsSection>().SelectMany(section => section.Problems).ToList();
            if (problems.Count == 0) throw;
            throw new SettingsException(problems);
        }
    }

    /// <summary>What is written where, one for the host.</summary>
    private static SettingValues SettingValues(this IHostApplicationBuilder builder)
    {
        if (builder.Services.FirstOrDefault(one => one.ServiceType == typeof(SettingValues))?.ImplementationInstance is SettingValues known)
            return known;
        var values = new SettingValues((IConfigurationRoot)builder.Configuration);
        builder.Services.AddSingleton(values);
        return values;
    }
}
