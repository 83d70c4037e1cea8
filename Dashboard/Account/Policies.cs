using Concentric.Alerts;
using Concentric.Data;
using Microsoft.AspNetCore.Authorization;

namespace Concentric.Dashboard.Account;

/// <summary>Names of the rights that pages and endpoints ask for. Commands check again.</summary>
public static class Policies
{
    public const string Administrator = nameof(Administrator);
    public const string MayExport = nameof(MayExport);
    public const string MaySchedule = nameof(MaySchedule);
    public const string MayWrite = nameof(MayWrite);
    public const string MayEnter = nameof(MayEnter);
    public const string MayImport = nameof(MayImport);
    public const string MayKeepFigures = nameof(MayKeepFigures);
    public const string MayAsk = nameof(MayAsk);
    public const string MayReadAlerts = nameof(MayReadAlerts);
    public const string MayKeepAlerts = nameof(MayKeepAlerts);
    public const string MayReveal = nameof(MayReveal);
    public const string MayKeepStreet = nameof(MayKeepStreet);
    public const string MayKeepSettings = nameof(MayKeepSettings);
    public const string SeesStreet = nameof(SeesStreet);

    internal static void AddTo(AuthorizationOptions options)
    {
        // What says nothing about rights is for those who are signed in.
        options.FallbackPolicy = options.DefaultPolicy;
        Add(Administrator, caller => caller.Role == Role.Administrator);
        Add(MayExport, caller => caller.MayExport);
        Add(MaySchedule, caller => caller.MaySchedule);
        Add(MayWrite, caller => caller.MayWrite);
        // Some kind; which, its commands say.
        Add(MayEnter, caller => caller.MayImport);
        // Which kinds, the import itself says.
        Add(MayImport, caller => caller.MayImport);
        Add(MayKeepFigures, caller => caller.MayKeepFigures);
        Add(MayAsk, caller => caller.MayAsk);
        Add(MayReadAlerts, caller => caller.MayReadAlerts);
        Add(MayKeepAlerts, caller => caller.MayKeepAlerts);
        Add(MayReveal, caller => caller.MayReveal);
        Add(MayKeepStreet, caller => caller.MayKeepStreet);
        Add(MayKeepSettings, caller => caller.MayKeepSettings);
        Add(SeesStreet, caller => caller.CommunityIds is null);

        void Add(string name, Func<CurrentUser, bool> may) =>
            options.AddPolicy(name, policy =>
                policy.RequireAuthenticatedUser().RequireAssertion(context => may(context.User.ToCurrentUser())));
    }
}
