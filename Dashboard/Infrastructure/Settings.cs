using Concentric.Anomalies;
using Concentric.Communities;
using Concentric.Dashboard.Api;
using Concentric.Dashboard.Mail;
using Concentric.Data;
using Concentric.Exports;
using Concentric.Hazards;
using Concentric.Metrics;
using Concentric.People;
using Concentric.Work;

namespace Concentric.Dashboard.Infrastructure;

/// <summary>The office's time zone, from <c>Office:TimeZone</c>.</summary>
internal sealed record OfficeTimeZone(TimeZoneInfo Zone);

/// <summary>All settings: a class of options for each concern, and how it is read and checked.</summary>
internal static class Settings
{
    private const string DefaultZone = "Asia/Shanghai";

    /// <summary>Registers all options. What is wrong is told by <see cref="SettingsSections.CheckSettings"/>.</summary>
    /// <returns>Where the store is.</returns>
    public static StoreOptions AddSettings(this IHostApplicationBuilder builder)
    {
        // What a relative folder is relative to.
        var root = builder.Environment.ContentRootPath;
        var data = builder.AddSettings(reader => new DataFolder(reader.Folder("Data:Folder", "data", root)));
        var store = builder.AddSettings(reader => StoreSettings.Read(reader, data.Path, root));
        builder.AddSettings(ReadOffice);
        builder.AddSettings(reader => new OfficeTimeZone(reader.Zone("Office:TimeZone", DefaultZone)));
        builder.AddSettings(ReadMetrics);
        builder.AddSettings(ReadHazards);
        builder.AddSettings(reader =>
            new WorkSettings(reader.Whole("Work:DueSoonWorkingDays", new WorkSettings().DueSoonWorkingDays, 1, 30)));
        builder.AddSettings(ReadSigns);
        builder.AddSettings(reader => new ApiOptions(reader.Whole("Api:CallsPerMinute", ApiOptions.DefaultCallsPerMinute, 1, 1_000_000)));
        builder.AddSettings(MailSettings.Read);
        builder.AddSettings(reader =>
            new ExportOptions(reader.Whole("Exports:KeepDays", ExportOptions.DefaultKeepDays, 1, ScheduleDetails.MostKeepDays)));
        builder.AddSettings(ReadSessions);
        builder.AddSettings(ProxyOptions.Read);
        builder.AddSettings(reader => new BackupOptions(reader.Whole("Backup:WarnAfterHours", BackupOptions.DefaultHours, 0, 8_760)));
        return store;
    }

    private static StreetOffice ReadOffice(SettingsReader reader) =>
        new(reader.Text("Office:Name", "街道办事处"), reader.Text("Office:NameEn", "Street office"))
        {
            Address = reader.Address("Office:Address"),
        };

    private static AnomalySettings ReadSigns(SettingsReader reader)
    {
        var standard = new AnomalySettings();
        return new(
            Days("CallBackWithinDays", standard.CallBackWithinDays),
            Days("ReopenedWithinDays", standard.ReopenedWithinDays),
            reader.Whole("Signs:LateHour", standard.LateHour, 0, 23),
            Days("BackdatedDays", standard.BackdatedDays),
            reader.Whole("Signs:BatchSize", standard.BatchSize, 2, AnomalySettings.MostBatch));

        int Days(string key, int otherwise) => reader.Whole($"Signs:{key}", otherwise, 1, AnomalySettings.MostDays);
    }

    private static SignInLimits ReadSessions(SettingsReader reader)
    {
        const string absolute = "SignIn:AbsoluteDays";
        var options = new SignInLimits(
            TimeSpan.FromMinutes(reader.Whole("SignIn:IdleMinutes", SignInLimits.DefaultIdleMinutes, 5, 43_200)),
            TimeSpan.FromDays(reader.Whole("SignIn:RememberedIdleDays", SignInLimits.DefaultRememberedIdleDays, 1, 90)),
            TimeSpan.FromDays(reader.Whole(absolute, SignInLimits.DefaultAbsoluteDays, 1, 365)));
        if (options.Absolute < options.Idle) BelowIdle("SignIn:IdleMinutes");
        if (options.Absolute < options.RememberedIdle) BelowIdle("SignIn:RememberedIdleDays");
        return options;

        void BelowIdle(string idle) => reader.Complain(absolute, reader.Raw(absolute), "Settings.AbsoluteBelowIdle", idle);
    }

    private static HazardSettings ReadHazards(SettingsReader reader)
    {
        var standard = new HazardSettings();
        return new(
            reader.Whole("Hazards:GeneralDueWorkingDays", standard.GeneralDueWorkingDays, 1, 250),
            reader.Whole("Hazards:MajorDueWorkingDays", standard.MajorDueWorkingDays, 1, 250),
            reader.Whole("Hazards:EscalateAfterWorkingDays", standard.EscalateAfterWorkingDays, 0, 250));
    }

    private static MetricOptions ReadMetrics(SettingsReader reader)
    {
        const string section = "Metrics:ScoreWeights";
        var standard = MetricOptions.Default;
        var weights = new ScoreWeights(
            reader.Number($"{section}:Response", standard.ScoreWeights.Response, 0, 1),
            reader.Number($"{section}:Resolution", standard.ScoreWeights.Resolution, 0, 1),
            reader.Number($"{section}:Satisfaction", standard.ScoreWeights.Satisfaction, 0, 1));
        var sum = weights.Response + weights.Resolution + weights.Satisfaction;
        var said = $"{weights.Response} + {weights.Resolution} + {weights.Satisfaction} = {sum}";
        if (sum != 1) reader.Complain(section, said, "Settings.Sum");
        return new MetricOptions(reader.Whole("Metrics:MinimumRanked", standard.MinimumRanked, 1, 1000)) { ScoreWeights = weights };
    }
}
