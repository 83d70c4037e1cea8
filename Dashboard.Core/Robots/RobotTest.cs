using System.Globalization;
using Concentric.Communities;
using Concentric.Data;
using Concentric.Resources;
using Concentric.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Concentric.Robots;

/// <summary>Sends one message by what is typed, saved or not, and tells how it went. It uses up the robot's pace like any other.</summary>
public sealed class RobotTest(IDbContextFactory<DashboardDbContext> factory, RobotCommands commands, RobotClient client,
    IOptionsMonitor<StreetOffice> office, OfficeClock clock)
{
    /// <summary>Tries once.</summary>
    /// <param name="id">The robot; null for one that is not saved yet.</param>
    /// <exception cref="Rules.RefusedException">Address or key won't do.</exception>
    /// <exception cref="UnauthorizedAccessException">The caller may not keep robots.</exception>
    /// <exception cref="OperationCanceledException">Somebody gave up waiting.</exception>
    public async Task<RobotOutcome> SendAsync(CurrentUser caller, int? id, RobotDetails details, CancellationToken cancellationToken)
    {
        var address = await commands.AddressAsync(caller, id, details, cancellationToken);
        await using (var db = await factory.CreateDbContextAsync(cancellationToken))
        {
            // First, so that it stands there however it ends.
            db.AddLine(clock.UtcNow, caller, RobotCommands.Kind, id ?? 0, "Tested", null,
                new { address.Form, BaseAddress = address.Base.GetLeftPart(UriPartial.Authority) });
            await db.SaveChangesAsync(cancellationToken);
            var now = await db.NowAsync(clock, cancellationToken);
            if (id is { } robot && !await RobotDispatcher.PassAsync(db, robot, now, cancellationToken))
                return new(RobotEnd.Failed, RobotProblem.Limited, null, RobotPace.Interval);
        }

        var culture = CultureInfo.GetCultureInfo(details.Language is { } language && Robot.Languages.Contains(language)
            ? language : Robot.Languages[0]);
        var line = string.Format(culture, Texts.Get("Robot.Test.Text", culture), office.CurrentValue.NameFor(culture));
        var text = RobotText.Fit(address.Form, address.Secret is not null, Texts.Get("Robot.Test.Title", culture), [line],
            office.CurrentValue.Address, culture);
        return await client.SendAsync(address, text, cancellationToken);
    }
}
