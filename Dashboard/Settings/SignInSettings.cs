using Concentric.People;

namespace Concentric.Dashboard.Settings;

/// <summary>How long sign-ins last.</summary>
internal static class SignInSettings
{
    private static readonly Setting Idle = Setting.Whole("SignIn:IdleMinutes", SignInLimits.DefaultIdleMinutes, 5, 43_200);

    private static readonly Setting RememberedIdle =
        Setting.Whole("SignIn:RememberedIdleDays", SignInLimits.DefaultRememberedIdleDays, 1, 90);

    private static readonly Setting Absolute = Setting.Whole("SignIn:AbsoluteDays", SignInLimits.DefaultAbsoluteDays, 1, 365);

    public static SettingGroup Group { get; } = new("sign-in", [Idle, RememberedIdle, Absolute]);

    public static SignInLimits Read(SettingsReader reader)
    {
        var limits = new SignInLimits(TimeSpan.FromMinutes(reader.Whole(Idle)), TimeSpan.FromDays(reader.Whole(RememberedIdle)),
            TimeSpan.FromDays(reader.Whole(Absolute)));
        if (limits.Absolute < limits.Idle) BelowIdle(Idle);
        if (limits.Absolute < limits.RememberedIdle) BelowIdle(RememberedIdle);
        return limits;

        void BelowIdle(Setting idle) => reader.Complain(Absolute.Key, reader.Raw(Absolute), "Settings.AbsoluteBelowIdle", idle.Key);
    }
}
