using Concentric.Dashboard.Jobs;
using Microsoft.Extensions.Logging;

namespace Concentric.Tests.Integration;

public sealed class JobLogTests
{
    [Fact]
    public void WhenItsApplicationHasEnded_TheLogIsSilent_AndJobsAreStillTaken()
    {
        var factory = LoggerFactory.Create(_ => { });
        var log = new JobLog(factory);
        Assert.NotNull(log.GetLogger("before"));
        factory.Dispose();
        Assert.False(log.GetLogger("after").Log(Hangfire.Logging.LogLevel.Error, () => "x"));
    }
}
