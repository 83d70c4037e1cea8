using Concentric.Dashboard.Verbs;
using Microsoft.Extensions.Options;

namespace Concentric.Dashboard.Infrastructure;

/// <summary>The settings of one concern.</summary>
internal interface ISettingsSection
{
    /// <summary>The options class that is made of them.</summary>
    Type Options { get; }

    /// <summary>What is wrong with them; empty when nothing is.</summary>
    IReadOnlyList<SettingProblem> Problems { get; }
}

/// <summary>
/// Settings that are read and checked by the same declaration, so that a limit is written once. Reading never fails: a wrong value
/// counts as its default until the check stops the start.
/// </summary>
internal sealed class SettingsSection<T> : ISettingsSection, IValidateOptions<T>
    where T : class
{
    public SettingsSection(IConfiguration configuration, Func<SettingsReader, T> read)
    {
        var reader = new SettingsReader(configuration);
        Value = read(reader);
        Problems = reader.Problems;
    }

    public Type Options => typeof(T);

    public T Value { get; }

    public IReadOnlyList<SettingProblem> Problems { get; }

    public ValidateOptionsResult Validate(string? name, T options) => Problems.Count == 0
        ? ValidateOptionsResult.Success
        : ValidateOptionsResult.Fail(Problems.SelectMany(problem => Terminal.Cultures.Select(problem.Describe)));
}

/// <summary>
/// Gives the framework's options the immutable instance of a section; whatever else is registered to configure or check it still
/// applies.
/// </summary>
internal sealed class SettingsFactory<T>(
    SettingsSection<T> section,
    IEnumerable<IConfigureOptions<T>> setups,
    IEnumerable<IPostConfigureOptions<T>> posts,
    IEnumerable<IValidateOptions<T>> checks)
    : OptionsFactory<T>(setups, posts, checks)
    where T : class
{
    protected override T CreateInstance(string name) => section.Value;
}

internal static class SettingsSections
{
    /// <summary>
    /// Registers an options class by how it is read; it is injected as itself, and checked by <see cref="CheckSettings"/>.
    /// </summary>
    /// <returns>The options, for what must be known before the host is built; with defaults for what is wrong.</returns>
    public static T AddSettings<T>(this IHostApplicationBuilder builder, Func<SettingsReader, T> read)
        where T : class
    {
        var section = new SettingsSection<T>(builder.Configuration, read);
        builder.Services.AddSingleton(section);
        builder.Services.AddSingleton<ISettingsSection>(section);
        builder.Services.AddSingleton<IValidateOptions<T>>(section);
        builder.Services.AddSingleton<IOptionsFactory<T>, SettingsFactory<T>>();
        builder.Services.AddOptions<T>().ValidateOnStart();
        builder.Services.AddSingleton(services => services.GetRequiredService<IOptions<T>>().Value);
        return section.Value;
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
}
