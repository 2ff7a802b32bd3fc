/** What administrators call users, by message and by command; who registers himself has fewer letters. */
export const isUserName = /^(?=.{3,64}$)[A-Za-z0-9]+([._@-][A-Za-z0-9]+)*$/
