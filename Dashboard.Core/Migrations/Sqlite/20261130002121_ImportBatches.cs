using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Concentric.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class ImportBatches : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "BatchId",
                table: "ImportRuns",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_ImportRuns_BatchId",
                table: "ImportRuns",
                column: "BatchId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_ImportRuns_BatchId",
                table: "ImportRuns");

            migrationBuilder.DropColumn(
                name: "BatchId",
                table: "ImportRuns");
        }
    }
}
