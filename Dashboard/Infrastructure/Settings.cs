using Concentric.Anomalies;
using Concentric.Communities;
using Concentric.Dashboard.Api;
using Concentric.Dashboard.Mail;
using Concentric.Data;
using Concentric.Exports;
using Concentric.Hazards;
using Concentric.Mail;
using Concentric.Metrics;
using Concentric.People;
using Concentric.Work;

namespace Concentric.Dashboard.Infrastructure;

/// <summary>The configuration, read and checked as a whole before anything else is done.</summary>
internal sealed record Settings(
    StoreOptions Store, DataFolder Data, StreetOffice Office, TimeZoneInfo Zone, MetricOptions Metrics, HazardSettings Hazards, WorkSettings Work, AnomalySettings Signs, ApiOptions Api,
    MailOptions Mail, ExportOptions Exports, SignInLimits Sessions, ProxyOptions Proxy, BackupOptions Backups)
{
    private const string DefaultZone = "Asia/Shanghai";

    /// <param name="configuration">Files, environment, command line.</param>
    /// <param name="root">What a relative folder is relative to: the content root.</param>
    /// <exception cref="SettingsException">Something is wrong; all of it is named at once.</exception>
    public static Settings Read(IConfiguration configuration, string root)
    {
        var reader = new SettingsReader(configuration);
        var folder = reader.Folder("Data:Folder", "data", root);
        var settings = new Settings(
            StoreSettings.Read(reader, folder, root),
            new DataFolder(folder),
            new StreetOffice(reader.Text("Office:Name", "街道办事处"), reader.Text("Office:NameEn", "Street office")) { Address = reader.Address("Office:Address") },
            reader.Zone("Office:TimeZone", DefaultZone),
            ReadMetrics(reader),
            ReadHazards(reader),
            new WorkSettings((int)reader.Number("Work:DueSoonWorkingDays", new WorkSettings().DueSoonWorkingDays, 1, 30, whole: true)),
            ReadSigns(reader),
            new ApiOptions((int)reader.Number("Api:CallsPerMinute", ApiOptions.DefaultCallsPerMinute, 1, 1_000_000, whole: true)),
            MailSettings.Read(reader),
            new ExportOptions((int)reader.Number("Exports:KeepDays", ExportOptions.DefaultKeepDays, 1, ScheduleDetails.MostKeepDays, whole: true)),
            ReadSessions(reader),
            ProxyOptions.Read(reader),
            new BackupOptions((int)reader.Number("Backup:WarnAfterHours", BackupOptions.DefaultHours, 0, 8_760, whole: true)));
        Telemetry.Read(reader);
        return reader.Problems.Count == 0 ? settings : throw new SettingsException(reader.Problems);
    }

    private static AnomalySettings ReadSigns(SettingsReader reader)
    {
        var standard = new AnomalySettings();
        return new(
            Days("CallBackWithinDays", standard.CallBackWithinDays),
            Days("ReopenedWithinDays", standard.ReopenedWithinDays),
            (int)reader.Number("Signs:LateHour", standard.LateHour, 0, 23, whole: true),
            Days("BackdatedDays", standard.BackdatedDays),
            (int)reader.Number("Signs:BatchSize", standard.BatchSize, 2, AnomalySettings.MostBatch, whole: true));

        int Days(string key, int otherwise) => (int)reader.Number($"Signs:{key}", otherwise, 1, AnomalySettings.MostDays, whole: true);
    }

    private static SignInLimits ReadSessions(SettingsReader reader)
    {
        const string absolute = "SignIn:AbsoluteDays";
        var options = new SignInLimits(
            TimeSpan.FromMinutes((double)reader.Number("SignIn:IdleMinutes", SignInLimits.DefaultIdleMinutes, 5, 43_200, whole: true)),
            TimeSpan.FromDays((double)reader.Number("SignIn:RememberedIdleDays", SignInLimits.DefaultRememberedIdleDays, 1, 90, whole: true)),
            TimeSpan.FromDays((double)reader.Number(absolute, SignInLimits.DefaultAbsoluteDays, 1, 365, whole: true)));
        if (options.Absolute < options.Idle) reader.Complain(absolute, reader.Raw(absolute), "Settings.AbsoluteBelowIdle", "SignIn:IdleMinutes");
        if (options.Absolute < options.RememberedIdle) reader.Complain(absolute, reader.Raw(absolute), "Settings.AbsoluteBelowIdle", "SignIn:RememberedIdleDays");
        return options;
    }

    private static HazardSettings ReadHazards(SettingsReader reader)
    {
        var standard = new HazardSettings();
        return new(
            (int)reader.Number("Hazards:GeneralDueWorkingDays", standard.GeneralDueWorkingDays, 1, 250, whole: true),
            (int)reader.Number("Hazards:MajorDueWorkingDays", standard.MajorDueWorkingDays, 1, 250, whole: true),
            (int)reader.Number("Hazards:EscalateAfterWorkingDays", standard.EscalateAfterWorkingDays, 0, 250, whole: true));
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
        if (sum != 1) reader.Complain(section, $"{weights.Response} + {weights.Resolution} + {weights.Satisfaction} = {sum}", "Settings.Sum");
        return new MetricOptions((int)reader.Number("Metrics:MinimumRanked", standard.MinimumRanked, 1, 1000, whole: true)) { ScoreWeights = weights };
    }
}
