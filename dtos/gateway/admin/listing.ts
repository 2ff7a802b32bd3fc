import { IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator'
import { ApiMember } from '../../contract'

/** What every list of the administration is asked by. */
export abstract class Listing {
  @ApiMember('Text that is somewhere in it') @IsOptional() @IsString() @MaxLength(200) search?: string
  @ApiMember('How many to pass over', { type: 'int32' }) @IsOptional() @IsInt() @Min(0) skip?: number
  @ApiMember('How many at most; 50 unless said', { type: 'int32' }) @IsOptional() @IsInt() @Min(1) @Max(1_000) take?: number
}
